import { decodeJob } from "../../constructs/spec";
import { isPlainObject } from "../../constructs/spec/json";

/**
 * A job's specification in the words of its HCL and of this library, from the JSON that Nomad's API reads. What this
 * version of the library does not know stays in Nomad's own words, and what is no JSON, as HCL for the official provider,
 * stays one text.
 */
export function specificationOf(jobspec: unknown): unknown {
  if (typeof jobspec !== "string") {
    return undefined;
  }
  const wire = wireOf(jobspec);
  if (Object.keys(wire).length === 0) {
    return { jobspec };
  }
  try {
    const job = decodeJob(wire, { from: "parser" });
    // Nobody writes it into a specification; a job that somebody stopped has it.
    return wire.Stop === true ? { ...job, stop: true } : job;
  } catch {
    return wire;
  }
}

/** The job itself, out of the wrapping that Nomad's API allows; empty for a text that is no JSON of a job. */
export function wireOf(jobspec: string): Record<string, unknown> {
  let wire: unknown;
  try {
    wire = JSON.parse(jobspec);
  } catch {
    return {};
  }
  const job = isPlainObject(wire) && isPlainObject(wire.Job) ? wire.Job : wire;
  return isPlainObject(job) ? job : {};
}
