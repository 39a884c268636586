import path from "node:path";
import { Command } from "commander";
import { terminalProgress } from "../../tools/progress";
import { nomadTlsFiles } from "../../tools/tls-files";
import { type AssembledStack, assemble } from "../import/assemble";
import { fileName } from "../import/names";
import { type ReadTarget, readTarget } from "../import/read-target";
import { report } from "../import/report";
import { parseTarget, type Target } from "../import/target";
import { writeFiles } from "../import/write-files";

interface Options {
  readonly var: readonly string[];
  readonly varFile: readonly string[];
  readonly out?: string;
  readonly stack?: string;
  readonly state: boolean;
  readonly force: boolean;
}

/** `cdknomad import`: HCL, JSON or running jobs as the TypeScript that a person would have written. */
export function importCommand(): Command {
  return new Command("import")
    .description("turn job files, or jobs that run, into TypeScript")
    .argument("<source>", "a job file, a folder of them, job@namespace, or @namespace for all of its jobs")
    .option("--var <name=value>", "the value of an HCL variable; may be repeated", collect, [])
    .option("--var-file <file>", "a file with values of HCL variables; may be repeated", collect, [])
    .option("--out <folder>", "write stacks/ and __tests__/ into this folder; without it one job goes to the terminal")
    .option("--stack <name>", "the name of the stack (default: that of the job, folder or namespace)")
    .option("--state", "also write Terraform's import blocks, to take over jobs that run", false)
    .option("--force", "replace files that exist", false)
    .addHelpText(
      "after",
      `
Examples:
  $ cdknomad import it-tools.nomad.hcl
  $ cdknomad import jobs/ --out . --var region=global
  $ cdknomad import coredns@dns --state --out .

A job of the cluster is read from NOMAD_ADDR with NOMAD_TOKEN.
It ends with 0 if all jobs were imported, with 1 if some were not; what it
wrote is whole in either case.`,
    )
    .action(async (source: string, options: Options) => {
      const target = parseTarget(source);
      const progress = terminalProgress();
      const { NOMAD_ADDR: address = "http://127.0.0.1:4646", NOMAD_TOKEN: token } = process.env;
      const read = await readTarget(
        target,
        { vars: options.var, varFiles: options.varFile, access: { address, token, tls: nomadTlsFiles(process.env) } },
        progress,
      );
      const stacks = assemble(read.jobs, {
        out: options.out ?? ".",
        stack: fileName(options.stack ?? stackName(target, read)),
        origin: originName(target),
        state: options.state,
      });
      deliver(read, stacks, options);
      process.exitCode = read.refusals.length > 0 || read.jobs.length === 0 ? 1 : 0;
    });
}

/** Text that others may read goes to standard output; what is told to people, beside it. */
function deliver(read: ReadTarget, stacks: readonly AssembledStack[], { out, force }: Options): void {
  if (out === undefined && read.jobs.length > 1) {
    throw new Error(`these are ${read.jobs.length} jobs, each of which gets a file; say where with --out FOLDER`);
  }
  if (out === undefined) {
    process.stdout.write(stacks[0]?.files[0]?.text ?? "");
  } else {
    writeFiles(
      stacks.flatMap(({ files }) => files),
      { force },
    );
  }
  const isPlain = out === undefined && read.refusals.length === 0 && read.jobs[0]?.notes.length === 0;
  if (!isPlain) {
    console.error(report(read, out === undefined ? [] : stacks));
  }
}

function stackName(target: Target, { jobs }: ReadTarget): string {
  if (target.kind === "folder") {
    return path.basename(path.resolve(target.path));
  }
  return target.kind === "cluster" && target.id === undefined ? target.namespace : (jobs[0]?.id ?? "jobs");
}

function originName(target: Target): string {
  return target.kind === "cluster" ? `the namespace ${target.namespace}` : path.basename(path.resolve(target.path));
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}
