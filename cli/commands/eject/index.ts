import path from "node:path";
import { Command } from "commander";
import { environmentOption } from "../../environment-option";
import { fileName } from "../../import/names";
import { writeFiles } from "../../import/write-files";
import { synthesize } from "../../program/synthesize";
import { ejectedModule } from "./ejected-module";
import { findJob } from "./find-job";

interface Options {
  readonly stack?: string;
  readonly out?: string;
  readonly force: boolean;
}

/** Returns the command `cdknomad eject`, which writes the job of a construct as plain TypeScript. */
export function ejectCommand(): Command {
  return new Command("eject")
    .description("write the job of a construct, such as WebService, as plain TypeScript; needs no cluster")
    .argument("<job>", "the id of a job of the program, or job@namespace")
    .addOption(environmentOption())
    .option("--stack <name>", "the stack of the job, if several stacks have one with this id")
    .option("--out <folder>", "write <job>.ts into this folder; without it, the job is printed")
    .option("--force", "replace an existing file", false)
    .addHelpText(
      "after",
      `
Examples:
  $ cdknomad eject shop
  $ cdknomad eject shop@public --out stacks/jobs

The job keeps its Terraform address, so the next plan changes nothing. The
comment at the top of the file says what to write in place of the construct.`,
    )
    .action(async (name: string, { stack, out, force }: Options) => {
      const found = findJob(await synthesize(process.cwd()), name, stack);
      const file = path.resolve(out ?? ".", `${fileName(found.id)}.ts`);
      const text = ejectedModule(found, file);
      if (out === undefined) {
        process.stdout.write(text);
      } else {
        writeFiles([{ path: file, text }], { force });
        console.error(`wrote ${path.relative(process.cwd(), file)}; its first lines say how to use it`);
      }
    });
}
