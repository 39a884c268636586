import { Command } from "commander";
import { requireLab } from "../../../lab";
import type { HostAction } from "../../../lab/control";
import { actOnNode } from "../../../lab/node";
import { terminalProgress } from "../../../tools/progress";
import { examples } from "../../examples";
import { nameOption } from "./name-option";

const ACTIONS: readonly (readonly [HostAction, string])[] = [
  ["stop", "switch a node off at once, as a power cut would; its disk is kept"],
  ["start", "switch a stopped node on again"],
  ["partition", "pull a node's network cable; it goes on running"],
  ["heal", "plug the cable in again"],
];

/** `lab node stop|start|partition|heal`: what can happen to a machine. */
export function nodeCommand(): Command {
  const command = new Command("node")
    .description("stop, start, disconnect or reconnect a node")
    .addHelpText("after", examples("cdknomad lab node stop 2", "cdknomad lab node start 2"));
  for (const [action, description] of ACTIONS) {
    command
      .command(action)
      .description(description)
      .addOption(nameOption())
      .argument("<number>", "which node")
      .addHelpText("after", examples(`cdknomad lab node ${action} 2`))
      .action(async (number: string, { name }: { name: string }) => {
        const lab = requireLab(name);
        await terminalProgress().step(`${action} n${number}`, () => actOnNode(lab, `n${number}`, action));
      });
  }
  return command;
}
