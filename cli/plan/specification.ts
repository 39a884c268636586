import { decodeJob } from "../../constructs/spec";

/**
 * A job's specification in the words of its HCL and of this library, from the JSON that Nomad's API reads. What this
 * version of the library does not know stays in Nomad's own words.
 */
export function specificationOf(jobspec: unknown): unknown {
  if (typeof jobspec !== "string") {
    return undefined;
  }
  const wire = wireOf(jobspec);
  try {
    const job = decodeJob(wire, { from: "parser" });
    // Nobody writes it into a specification; a job that somebody stopped has it.
    return wire.Stop === true ? { ...job, stop: true } : job;
  } catch {
    return wire;
  }
}

/** The job itself, out of the wrapping that Nomad's API allows. */
export function wireOf(jobspec: string): Record<string, unknown> {
  const wire = JSON.parse(jobspec);
  return wire.Job ?? wire;
}
