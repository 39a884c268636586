import path from "node:path";
import { Command } from "commander";
import { NomadClient, nomadFromEnvironment } from "../../clients";
import { CodedError } from "../../errors";
import { nomadApi } from "../../lab/apis";
import { findLab, notRunning } from "../../lab/lab";
import { defaultLabName } from "../../lab/paths";
import { terminalProgress } from "../../tools/progress";
import { requireLabOfShell } from "../checks/lab-running";
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

/** `cdknomad import`: TypeScript for job files in HCL or JSON, and for running jobs. */
export function importCommand(): Command {
  return new Command("import")
    .description("write TypeScript for job files or running jobs")
    .argument("<source>", "a job file, a folder of them, job@namespace, or @namespace for all of its jobs")
    .option("--var <name=value>", "the value of an HCL variable; may be repeated", collect, [])
    .option("--var-file <file>", "a file with values of HCL variables; may be repeated", collect, [])
    .option("--out <folder>", "write stacks/ and __tests__/ into this folder; without it, one job is printed")
    .option("--stack <name>", "the name of the stack (default: the name of the job, folder, or namespace)")
    .option("--state", "also write Terraform's import blocks, to take over running jobs", false)
    .option("--force", "replace existing files", false)
    .addHelpText(
      "after",
      `
Examples:
  $ cdknomad import it-tools.nomad.hcl
  $ cdknomad import jobs/ --out . --var region=global
  $ cdknomad import coredns@dns --state --out .

Jobs of the cluster are read from NOMAD_ADDR with NOMAD_TOKEN, otherwise from
the lab.
The command exits with 0 if all jobs were imported, and with 1 if some were
not. Every file that it wrote is complete in both cases.`,
    )
    .action(async (source: string, options: Options) => {
      const target = parseTarget(source);
      const progress = terminalProgress();
      const read = await readTarget(
        target,
        {
          vars: options.var,
          varFiles: options.varFile,
          nomad: target.kind === "cluster" ? nomadOf(process.env) : new NomadClient(nomadFromEnvironment(process.env)),
          isTakeOver: options.state,
        },
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

/**
 * Returns the Nomad of the variables, otherwise that of the lab.
 *
 * @throws CodedError if the lab that is meant is not running
 */
function nomadOf(env: NodeJS.ProcessEnv): NomadClient {
  requireLabOfShell(env);
  if (env.NOMAD_ADDR) {
    return new NomadClient(nomadFromEnvironment(env));
  }
  const name = env.CDKNOMAD_LAB || defaultLabName;
  const lab = findLab(name);
  if (!lab) {
    throw new CodedError("lab-not-running", `NOMAD_ADDR is not set, and ${notRunning(name)}`);
  }
  return nomadApi(lab);
}

/** The program goes to standard output or into files, the report to standard error. */
function deliver(read: ReadTarget, stacks: readonly AssembledStack[], { out, force }: Options): void {
  if (out === undefined && read.jobs.length > 1) {
    throw new CodedError(
      "arguments-invalid",
      `got ${read.jobs.length} jobs, and each needs a file; name a folder for them with --out FOLDER`,
    );
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
