import { readdirSync } from "node:fs";
import path from "node:path";
import { Command } from "commander";
import { CodedError } from "../../../errors";
import { requireLab } from "../../../lab/lab";
import { nodeOf } from "../../../lab/node";
import { labPaths } from "../../../lab/paths";
import { run } from "../../../tools/run";
import { examples } from "../../examples";
import { nameOption } from "./name-option";

interface LogsOptions {
  readonly name: string;
  readonly node: string;
  readonly lines: string;
}

/** `lab logs`: shows the last log lines of a node's services. */
export function logsCommand(): Command {
  return new Command("logs")
    .description("show the last log lines of a node's services")
    .addOption(nameOption())
    .option("--node <node>", "number or name of the node", "1")
    .option("--lines <count>", "number of lines per service", "50")
    .argument("[services...]", "nomad, nomad-client, consul, dockerd, containerd, podman, init (default: all)")
    .addHelpText("after", examples("cdknomad lab logs nomad", "cdknomad lab logs --node 2 --lines 200 consul"))
    .action(async (services: string[], { name, node, lines }: LogsOptions) => {
      const lab = requireLab(name);
      const dir = path.join(labPaths(lab.name).hostDir(nodeOf(lab, node).name), "log");
      const known = readdirSync(dir).map((file) => file.replace(/\.log$/, ""));
      const unknown = services.filter((service) => !known.includes(service));
      if (unknown.length > 0) {
        throw new CodedError(
          "arguments-invalid",
          `no log of ${unknown.join(", ")}; there are logs of ${known.join(", ")}`,
        );
      }
      const files = (services.length > 0 ? services : known).map((service) => path.join(dir, `${service}.log`));
      const shown = await run(["tail", `--lines=${lines}`, ...files]);
      if (shown.code !== 0) {
        throw new CodedError("arguments-invalid", shown.stderr.trim());
      }
      process.stdout.write(shown.stdout);
    });
}
