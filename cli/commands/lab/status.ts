import { Command } from "commander";
import { requireLab } from "../../../lab/lab";
import { labStatus } from "../../../lab/status";
import type { ServerProgram } from "../../../tools/server-program";
import { examples } from "../../examples";
import { table } from "../../table";
import { driversText } from "./drivers-text";
import { nameOption } from "./name-option";

/** `lab status`: shows the hosts of a lab and their state in Nomad and Consul. */
export function statusCommand(): Command {
  return new Command("status")
    .description("show the hosts of a lab and their state")
    .addOption(nameOption())
    .option("--json", "print JSON")
    .addHelpText("after", examples("cdknomad lab status", "cdknomad lab status --json"))
    .action(async ({ name, json }: { name: string; json?: boolean }) => {
      const lab = requireLab(name);
      const hosts = await labStatus(lab);
      if (json) {
        process.stdout.write(
          `${JSON.stringify({ name, nomadAddr: lab.nomadAddr, consulAddr: lab.consulAddr, registryAddr: lab.registryAddr, servers: lab.servers, hosts })}\n`,
        );
        return;
      }
      const rows = hosts.map((host) => [
        host.nodeName === undefined ? host.name : `${host.name} (${host.nodeName})`,
        host.address,
        host.power,
        host.network,
        host.nomad ?? "",
        host.consul ?? "",
      ]);
      const shown = table(["host", "address", "power", "network", "nomad", "consul"], rows);
      const servers = table(
        ["server", "version", "program", "web UI"],
        [
          ["Nomad", ...versionOf(lab.servers?.nomad), `${lab.nomadAddr}/ui`],
          ["Consul", ...versionOf(lab.servers?.consul), `${lab.consulAddr}/ui`],
        ],
      );
      process.stdout.write(`${servers}registry ${lab.registryAddr}\n\n${shown}\n${driversText(hosts)}`);
    });
}

/** Returns the version of a server, and where its program is and why it was chosen. */
function versionOf(server: ServerProgram | undefined): [string, string] {
  return server ? [server.version, `${server.path} (${server.source})`] : ["", ""];
}
