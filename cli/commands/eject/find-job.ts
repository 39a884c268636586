import type { WireJob } from "../../../.gen/nomad";
import { nearest, quoted } from "../../../constructs/issue";
import { CodedError } from "../../../errors";
import { chooseStacks } from "../../choose-stacks";
import type { StackResource } from "../../stack/resource";
import type { Stack } from "../../stack/stack";

/** A job of a synthesized program. */
export interface FoundJob {
  readonly id: string;
  readonly namespace: string;
  readonly wire: WireJob;
  readonly resource: StackResource;
  readonly stack: Stack;
}

/**
 * Finds a job of a program.
 *
 * @param stacks the stacks of the program
 * @param name the id of the job, or `job@namespace`
 * @param stackName the name of its stack, if the user gave one
 * @throws CodedError if there is no such job or more than one, or the job is known only after an apply
 */
export function findJob(stacks: readonly Stack[], name: string, stackName?: string): FoundJob {
  const chosen = chooseStacks(stacks, stackName === undefined ? [] : [stackName]);
  const all = chosen.flatMap(jobsOf);
  const matches = all.filter(({ id, namespace }) => name === id || name === `${id}@${namespace}`);
  const [found, other] = matches;
  if (found === undefined) {
    const unknown = unknownJobs(chosen, name);
    throw new CodedError("arguments-invalid", unknown ?? noSuchJob(all, name));
  }
  if (other !== undefined) {
    const places = matches.map(({ id, namespace, stack }) => `${id}@${namespace} (--stack ${stack.name})`);
    throw new CodedError(
      "arguments-invalid",
      `${name}: the program has ${matches.length} of these jobs: ${places.join(", ")}; name one of them`,
    );
  }
  return found;
}

function jobsOf(stack: Stack): FoundJob[] {
  const resources = stack.resources("nomad_job");
  return stack.jobs().flatMap(({ wire, address }) => {
    const resource = resources.find((one) => one.address === address);
    return wire === undefined || resource === undefined
      ? []
      : [{ id: wire.ID ?? wire.Name ?? "", namespace: wire.Namespace ?? "default", wire, resource, stack }];
  });
}

/** The message for a job whose values Terraform knows only later; its address is all that is known of it. */
function unknownJobs(stacks: readonly Stack[], name: string): string | undefined {
  const [id = ""] = name.split("@");
  const address = stacks
    .flatMap((stack) => stack.jobs())
    .find((job) => job.wire === undefined && job.name.endsWith(`_${id.replace(/[^A-Za-z0-9_-]/g, "_")}`))?.address;
  return (
    address &&
    `${name}: the job ${address} has values that are known only after an apply; write them as plain text first`
  );
}

function noSuchJob(all: readonly FoundJob[], name: string): string {
  const known = all.map(({ id, namespace }) => `${id}@${namespace}`);
  const meant = nearest(name, [...known, ...all.map(({ id }) => id)]);
  const hint =
    meant === undefined ? `jobs: ${known.length === 0 ? "none" : quoted(known)}` : `did you mean "${meant}"?`;
  return `${name}: the program has no such job; ${hint}`;
}
