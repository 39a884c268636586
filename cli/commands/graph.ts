import { writeFileSync } from "node:fs";
import { Command, Option } from "commander";
import { chooseStacks } from "../choose-stacks";
import { environmentOption } from "../environment-option";
import { mermaid } from "../graph/mermaid";
import { readPicture } from "../graph/read-picture";
import { svg } from "../graph/svg";
import { synthesize } from "../program/synthesize";

interface Options {
  readonly format?: "svg" | "mermaid";
  readonly out?: string;
}

/** Returns the command `cdknomad graph`, which draws the content of the stacks. */
export function graphCommand(): Command {
  return new Command("graph")
    .description("draw namespaces, jobs, services, DNS names, policies, and the order of deployment; needs no cluster")
    .argument("[stacks...]", "names of stacks; default: all")
    .addOption(environmentOption())
    .addOption(
      new Option("--format <format>", "format; default: by the extension of --out, or else mermaid").choices([
        "svg",
        "mermaid",
      ]),
    )
    .option("--out <file>", "output file; default: standard output")
    .addHelpText(
      "after",
      `
Examples:
  cdknomad graph --out cluster.svg
  cdknomad graph dns > dns.mmd`,
    )
    .action(async (names: readonly string[], { out, format = out?.endsWith(".svg") ? "svg" : "mermaid" }: Options) => {
      const picture = await readPicture(chooseStacks(await synthesize(process.cwd()), names));
      const drawn = format === "svg" ? await svg(picture) : mermaid(picture);
      if (out === undefined) {
        process.stdout.write(drawn);
      } else {
        writeFileSync(out, drawn);
      }
    });
}
