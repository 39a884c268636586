import type { WireJob } from "../../../.gen/nomad";
import { readRawResources } from "../../../tools/stack-configuration";
import { wireJobOf } from "../../stack/job";
import type { Stack } from "../../stack/stack";

/** A job of the program. */
export interface ProgramJob {
  /** Namespace and id, such as `web/it-tools`. */
  readonly key: string;
  readonly stack: Stack;
  /** The address in Terraform. */
  readonly address: string;
  /** The text of the specification, by which two versions are compared. */
  readonly text: string;
  /** The job for Nomad's API; nothing for a job that only Terraform can complete. */
  readonly wire: WireJob | undefined;
}

/** What a program describes: its jobs, and everything else that only Terraform deploys. */
export interface ProgramView {
  /** Jobs by their key. */
  readonly jobs: ReadonlyMap<string, ProgramJob>;
  /** Everything else by its address, as text. The address of a job stands for how Terraform handles the job. */
  readonly rest: ReadonlyMap<string, string>;
}

/** Returns what the stacks of a program describe. */
export function viewOf(stacks: readonly Stack[]): ProgramView {
  const jobs = new Map<string, ProgramJob>();
  const rest = new Map<string, string>();
  for (const stack of stacks) {
    const raw = readRawResources(stack.folder);
    for (const { address, type, name, values } of stack.resources()) {
      const { jobspec, ...others } = type === "nomad_job" ? values : { ...values, jobspec: undefined };
      rest.set(address, JSON.stringify(others));
      if (type === "nomad_job") {
        const text = String(raw.nomad_job?.[name]?.jobspec ?? "");
        const wire = wireJobOf(jobspec);
        const key = `${wire?.Namespace || "default"}/${wire?.ID ?? name}`;
        const isComplete = wire !== undefined && values.json === true && !hasExpression(text);
        jobs.set(key, { key, stack, address, text, wire: isComplete ? wire : undefined });
      }
    }
  }
  return { jobs, rest };
}

/** Whether a text of `cdk.tf.json` has a value that Terraform fills in. `$${` and `%%{` are literal characters. */
function hasExpression(text: string): boolean {
  return /[$%]\{/.test(text.replace(/([$%])\1\{/g, ""));
}
