import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Command } from "commander";
import { inventoryText } from "../../../lab/like/inventory";
import { examples } from "../../examples";
import { readCluster } from "./read-cluster";

interface Options {
  readonly environment?: string;
  readonly out?: string;
}

/** `cdknomad inventory`: the shape of a cluster, for a lab like it. */
export function inventoryCommand(): Command {
  return new Command("inventory")
    .description(
      "write the shape of a cluster, for a lab like it: its nodes with all that jobs can constrain on; no tokens",
    )
    .option("--environment <name>", "which of the program's environments; else that of CDKNOMAD_ENV, or NOMAD_ADDR")
    .option("--out <file>", "output file; default: standard output")
    .addHelpText(
      "after",
      examples("cdknomad inventory --environment prod --out prod.json", "cdknomad lab up --like prod.json"),
    )
    .action(async ({ environment, out }: Options) => {
      const isProject = existsSync(path.join(process.cwd(), "cdktf.json"));
      const text = inventoryText(await readCluster({ environment, isProject }));
      if (out === undefined) {
        process.stdout.write(text);
      } else {
        writeFileSync(out, text);
      }
    });
}
