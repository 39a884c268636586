import path from "node:path";
import { App, TerraformStack } from "cdktf";
import { resourceAddress } from "../../constructs/address";
import { packaged, repositoryRoot } from "../../tools/cache";
import { jobModule, type StackSource, stackOfJobs, stackOfOneJob, type TakeOver, testModule } from "./modules";
import { constantName, constructName, free } from "./names";
import type { ReadJob } from "./read-target";
import type { TextFile } from "./write-files";

/** How the program is to be laid out. */
export interface AssembleOptions {
  /** The folder that gets `stacks/` and `__tests__/`. */
  readonly out: string;
  /** The name of the stack. */
  readonly stack: string;
  /** What was imported, for the comment of a stack of several jobs. */
  readonly origin: string;
  /** Whether Terraform is to take the jobs over as they run. */
  readonly state: boolean;
}

/** A stack that was written, and its jobs. */
export interface AssembledStack {
  readonly name: string;
  readonly files: readonly TextFile[];
  /** The file in which each job is. */
  readonly places: ReadonlyMap<ReadJob, string>;
}

/**
 * Makes the modules of all jobs: one stack, and further ones only for jobs whose id and namespace another file has
 * too, because one cluster runs but one of them.
 */
export function assemble(jobs: readonly ReadJob[], options: AssembleOptions): AssembledStack[] {
  return rounds(jobs).map((jobs, index) => {
    const name = index === 0 ? options.stack : `${options.stack}-${index + 1}`;
    const stack: StackSource = {
      name,
      file: path.resolve(options.out, "stacks", `${name}.ts`),
      constructs: packaged ? "cdknomad" : path.join(repositoryRoot, "constructs"),
      takeOver: options.state ? takeOver(jobs) : [],
    };
    const test = path.resolve(options.out, "__tests__", "unit", "stacks", `${name}.test.ts`);
    const testText = testModule(stack, test, packaged ? "cdknomad/testing" : path.join(repositoryRoot, "testing"));
    const { files, places } = stackFiles(stack, jobs, options.origin);
    return { name, files: [...files, { path: test, text: testText }], places };
  });
}

function stackFiles(
  stack: StackSource,
  jobs: readonly ReadJob[],
  origin: string,
): Pick<AssembledStack, "files" | "places"> {
  const [only] = jobs;
  if (jobs.length === 1 && only !== undefined) {
    const text = stackOfOneJob(stack, { ...only, name: constructName(only.id) });
    return { files: [{ path: stack.file, text }], places: new Map([[only, stack.file]]) };
  }
  const names = new Set<string>();
  const constants = new Set<string>();
  const modules = jobs.map((job) => {
    const name = free(constructName(job.id), names);
    const constant = free(constantName(name), constants).replaceAll("-", "");
    return { job, name, constant, file: path.join(stack.file.replace(/\.ts$/, ""), `${name}.ts`) };
  });
  return {
    files: [
      { path: stack.file, text: stackOfJobs(stack, origin, modules) },
      ...modules.map(({ job, name, constant, file }) => ({
        path: file,
        text: jobModule(stack, file, constant, { ...job, name }),
      })),
    ],
    places: new Map(modules.map(({ job, file }) => [job, file])),
  };
}

/** Deals the jobs out so that no round has one job twice. */
function rounds(jobs: readonly ReadJob[]): ReadJob[][] {
  const rounds: { readonly addresses: Set<string>; readonly jobs: ReadJob[] }[] = [];
  for (const job of jobs) {
    const address = addressOf(job);
    let round = rounds.find(({ addresses }) => !addresses.has(address));
    if (round === undefined) {
      round = { addresses: new Set(), jobs: [] };
      rounds.push(round);
    }
    round.addresses.add(address);
    round.jobs.push(job);
  }
  return rounds.map(({ jobs }) => jobs);
}

function takeOver(jobs: readonly ReadJob[]): TakeOver[] {
  return jobs.map((job) => ({ to: addressOf(job), id: `${job.id}@${job.namespace}` }));
}

/** The address is made where it always is, in a stack of no other use. */
function addressOf({ id, namespace }: ReadJob): string {
  return `nomad_job.${resourceAddress(new TerraformStack(new App(), "import"), "nomad_job", namespace, id)}`;
}
