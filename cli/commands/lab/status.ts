import Table from "cli-table3";
import { Command } from "commander";
import { requireLab } from "../../../lab";
import { labStatus } from "../../../lab/status";
import { examples } from "../../examples";
import { nameOption } from "./name-option";

/** A table without lines can be cut and filtered by other programs. */
const NO_LINES = Object.fromEntries(
  [
    ["top", "top-mid", "top-left", "top-right", "bottom", "bottom-mid", "bottom-left", "bottom-right"],
    ["left", "left-mid", "mid", "mid-mid", "right", "right-mid", "middle"],
  ]
    .flat()
    .map((part) => [part, ""]),
);

/** `lab status`: shows the hosts of a lab and what the servers say of them. */
export function statusCommand(): Command {
  return new Command("status")
    .description("show the hosts of a lab and how they are")
    .addOption(nameOption())
    .option("--json", "for programs")
    .addHelpText("after", examples("cdknomad lab status", "cdknomad lab status --json"))
    .action(async ({ name, json }: { name: string; json?: boolean }) => {
      const lab = requireLab(name);
      const hosts = await labStatus(lab);
      if (json) {
        process.stdout.write(
          `${JSON.stringify({ name, nomadAddr: lab.nomadAddr, consulAddr: lab.consulAddr, hosts })}\n`,
        );
        return;
      }
      const table = new Table({
        head: ["host", "address", "power", "network", "nomad", "consul"],
        chars: NO_LINES,
        style: { head: ["bold"], border: [], "padding-left": 0, "padding-right": 2 },
      });
      for (const host of hosts) {
        table.push([host.name, host.address, host.power, host.network, host.nomad ?? "", host.consul ?? ""]);
      }
      process.stdout.write(`Nomad ${lab.nomadAddr}/ui, Consul ${lab.consulAddr}/ui\n${table.toString()}\n`);
    });
}
