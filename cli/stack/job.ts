import type { WireJob } from "../../.gen/nomad";
import { decodeJob, type JobSpec } from "../../constructs/spec";
import { isPlainObject } from "../../constructs/spec/json";
import type { StackResource } from "./resource";

/** A job of a stack. */
export class StackJob {
  /** The address in Terraform: `nomad_job.default_web`. */
  readonly address: string;
  /** The second part of the address. */
  readonly name: string;
  /** The job as Nomad's API has it; absent for a job in HCL, and for one that holds a value known only after the apply. */
  readonly wire: WireJob | undefined;

  constructor({ address, name, values: { jobspec, json } }: StackResource) {
    this.address = address;
    this.name = name;
    this.wire = json === true ? wireJobOf(jobspec) : undefined;
  }

  /**
   * Decodes the specification; returns nothing where there is no {@link wire}.
   *
   * @throws SpecError when the job has a field that this version of cdknomad does not know
   */
  decode(): JobSpec | undefined {
    return this.wire && decodeJob(this.wire);
  }
}

/** The job in the text of an attribute `jobspec`, without the wrapper that Nomad's API allows; nothing if it is not JSON. */
export function wireJobOf(jobspec: unknown): WireJob | undefined {
  if (typeof jobspec !== "string") {
    return undefined;
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(jobspec);
  } catch {
    return undefined;
  }
  const job = isPlainObject(parsed) && isPlainObject(parsed.Job) ? parsed.Job : parsed;
  return isPlainObject(job) ? (job as WireJob) : undefined;
}
