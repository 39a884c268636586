import path from "node:path";
import { App, TerraformStack } from "#cdk";
import { cdkName } from "#cdk/name";
import { resourceAddress } from "../../constructs/address";
import { packaged, repositoryRoot } from "../../tools/cache";
import { jobModule, type StackSource, stackOfJobs, stackOfOneJob, type TakeOver, testModule } from "./modules";
import { constantName, constructName, fileName, free } from "./names";
import type { ReadJob } from "./read-target";
import type { TextFile } from "./write-files";

/** Names and folders of the program. */
export interface AssembleOptions {
  /** The folder for `stacks/` and `__tests__/`. */
  readonly out: string;
  /** The name of the stack. */
  readonly stack: string;
  /** What was imported, for the comment of a stack with several jobs. */
  readonly origin: string;
  /** Whether Terraform takes over the jobs, which run already. */
  readonly state: boolean;
}

/** A generated stack and its jobs. */
export interface AssembledStack {
  readonly name: string;
  readonly files: readonly TextFile[];
  /** The file of each job. */
  readonly places: ReadonlyMap<ReadJob, string>;
  /** Why a job is not in the first stack. */
  readonly reason?: string;
}

/**
 * Makes the modules of all jobs: one stack, and a stack for each job that cannot be in it. That is a job with the id and
 * namespace of another one, because a cluster runs only one of them, or with the Terraform address of another one.
 */
export function assemble(jobs: readonly ReadJob[], options: AssembleOptions): AssembledStack[] {
  const names = new Set<string>();
  return distribute(jobs).map(({ jobs, reason }, index) => {
    const name = free(index === 0 ? options.stack : stackNameOf(jobs[0]), names);
    const stack: StackSource = {
      name,
      file: path.resolve(options.out, "stacks", `${name}.ts`),
      constructs: packaged ? "cdknomad" : path.join(repositoryRoot, "constructs"),
      takeOver: options.state ? takeOver(jobs) : [],
    };
    const test = path.resolve(options.out, "__tests__", "unit", "stacks", `${name}.test.ts`);
    const synthesized = packaged ? "cdknomad/testing" : path.join(repositoryRoot, "testing");
    const testText = testModule(stack, test, synthesized, cdkName);
    const { files, places } = stackFiles(stack, jobs, options.origin);
    return { name, files: [...files, { path: test, text: testText }], places, ...(reason && { reason }) };
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

/** The stacks of the jobs: the first one for all jobs without a conflict, then one for each job with a conflict. */
function distribute(jobs: readonly ReadJob[]): { readonly jobs: readonly ReadJob[]; readonly reason?: string }[] {
  const byAddress = new Map<string, ReadJob>();
  const conflicts: { readonly jobs: readonly ReadJob[]; readonly reason: string }[] = [];
  for (const job of jobs) {
    const address = addressOf(job);
    const other = byAddress.get(address);
    if (other === undefined) {
      byAddress.set(address, job);
    } else {
      const isSame = other.id === job.id && other.namespace === job.namespace;
      const reason = isSame
        ? `the job ${job.id} of the namespace ${job.namespace} is also in ${other.origin}, and a cluster runs only one of them`
        : `the job ${job.id} would have the Terraform address of the job ${other.id} (${address}); both can be deployed`;
      conflicts.push({ jobs: [job], reason });
    }
  }
  return byAddress.size === 0 ? [] : [{ jobs: [...byAddress.values()] }, ...conflicts];
}

/** Returns the name of a stack for one job of a folder: the name of its file. */
function stackNameOf(job: ReadJob | undefined): string {
  return fileName((job?.origin ?? "").replace(/(?:\.nomad)?\.(?:hcl|nomad|job|json)$|@[^@]*$/, ""));
}

function takeOver(jobs: readonly ReadJob[]): TakeOver[] {
  return jobs.map((job) => ({ to: addressOf(job), id: `${job.id}@${job.namespace}` }));
}

/** Returns the Terraform address of a job, which does not depend on the stack. */
function addressOf({ id, namespace }: ReadJob): string {
  return `nomad_job.${resourceAddress(new TerraformStack(new App(), "import"), "nomad_job", namespace, id)}`;
}
