import { Command } from "commander";
import type { HostAction } from "../../../lab/control";
import { requireLab } from "../../../lab/lab";
import { actOnNode, nodeOf } from "../../../lab/node";
import { terminalProgress } from "../../../tools/progress";
import { examples } from "../../examples";
import { nameOption } from "./name-option";

const ACTIONS: readonly (readonly [HostAction, string])[] = [
  ["stop", "power a node off at once; its disk is kept"],
  ["start", "power a stopped node on again"],
  ["partition", "disconnect a node from the network; it keeps running"],
  ["heal", "connect the node to the network again"],
];

/** `lab node stop|start|partition|heal`: failures of a machine. */
export function nodeCommand(): Command {
  const command = new Command("node")
    .description("stop, start, disconnect or reconnect a node")
    .addHelpText("after", examples("cdknomad lab node stop 2", "cdknomad lab node start 2"));
  for (const [action, description] of ACTIONS) {
    command
      .command(action)
      .description(description)
      .addOption(nameOption())
      .argument("<node>", "number or name of the node")
      .addHelpText("after", examples(`cdknomad lab node ${action} 2`))
      .action(async (which: string, { name }: { name: string }) => {
        const lab = requireLab(name);
        const node = nodeOf(lab, which).name;
        await terminalProgress().step(`${action} ${node}`, () => actOnNode(lab, node, action));
      });
  }
  return command;
}
