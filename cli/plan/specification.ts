import { decodeJob } from "../../constructs/spec";
import { wireJobOf } from "../stack/job";

/**
 * Returns a job's specification with the field names of HCL and of this library, from the JSON of Nomad's API. A job with
 * a field that this version does not know keeps Nomad's names. A text that is not JSON, such as HCL for the official
 * provider, remains one text.
 */
export function specificationOf(jobspec: unknown): unknown {
  if (typeof jobspec !== "string") {
    return undefined;
  }
  const wire = wireJobOf(jobspec);
  if (!wire || Object.keys(wire).length === 0) {
    return { jobspec };
  }
  try {
    const job = decodeJob(wire, { from: "parser" });
    // A specification does not contain this field; a job that was stopped on the cluster does.
    return (wire as { readonly Stop?: boolean }).Stop === true ? { ...job, stop: true } : job;
  } catch {
    return wire;
  }
}
