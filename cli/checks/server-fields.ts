import type { NomadClient } from "../../clients";
import {
  fieldsUnknownTo,
  hasVersionedFields,
  isOlder,
  isUnknownTo,
  type JobSpec,
  type VersionedField,
} from "../../constructs/spec";
import type { StackJob } from "../stack/job";
import type { Stack } from "../stack/stack";
import { type Finding, problem, warning } from "./finding";
import { isFor, nomadsOf } from "./stack-accesses";
import { type Member, nomadMembersOfRegion } from "./versions";

/** A finding about a job of a stack. */
export interface JobFinding extends Finding {
  /** Name of the stack. */
  readonly stack: string;
  /** Terraform's address of the job. */
  readonly address: string;
}

/**
 * Finds the fields of jobs that a server of the cluster ignores because its version does not know them. It is a problem, because Nomad
 * registers the job without them. The same is found for options of task drivers: a client is not newer than its servers, and rejects a task
 * with an option that it does not know. For a stack whose settings have `nomadVersion`, which the synthesis checks, it is a warning. The servers
 * are asked only if a job has a field that not every release knows. Nothing is found if the token may not read the versions.
 */
export async function checkFields(stacks: readonly Stack[]): Promise<readonly JobFinding[]> {
  return (await Promise.all(nomadsOf(stacks).map((nomad) => checkFieldsFor(nomad, stacks)))).flat();
}

async function checkFieldsFor(nomad: NomadClient, stacks: readonly Stack[]): Promise<readonly JobFinding[]> {
  const jobs = stacks
    .filter((stack) => isFor(stack, nomad))
    .flatMap((stack) =>
      stack.jobs().flatMap((job) => {
        const spec = specOf(job);
        return spec && hasVersionedFields(spec) ? [{ stack, address: job.address, spec }] : [];
      }),
    );
  const members = jobs.length === 0 ? [] : await nomadMembersOfRegion(nomad);
  return typeof members === "string"
    ? []
    : jobs.flatMap(({ stack, address, spec }) =>
        fieldFindings(address, spec, members, stack.cluster.nomadVersion !== undefined).map((finding) => ({
          ...finding,
          stack: stack.name,
          address,
        })),
      );
}

/**
 * Returns the findings about the fields of one job: at most one.
 *
 * @param isVersionSet whether the settings say the version of the servers
 */
export function fieldFindings(
  job: string,
  spec: JobSpec,
  members: readonly Member[],
  isVersionSet: boolean,
): readonly Finding[] {
  // A server that does not say its version is not known to be old.
  const known = members.filter(({ version }) => /^\d/.test(version));
  const ignored = fieldsUnknownTo(
    known.map(({ version }) => version),
    spec,
  );
  if (ignored.length === 0) {
    return [];
  }
  const lacking = known.filter(({ version }) => ignored.some((field) => isUnknownTo(version, field)));
  const servers = lacking.map(({ name, version }) => `${name} (Nomad ${version})`).join(", ");
  // Of a field that came and went, the message has what concerns these servers.
  const isTooOld = ({ since }: VersionedField) =>
    since !== undefined && lacking.some(({ version }) => isOlder(version, since));
  const fields = ignored
    .map(
      (field) => `${field.path} (${isTooOld(field) ? `since Nomad ${field.since}` : `until Nomad ${field.removed}`})`,
    )
    .join(", ");
  const isOne = lacking.length === 1;
  const upgrade = isOne ? "upgrade the server" : "upgrade the servers";
  const [singular, plural] = ignored.some(({ isOption }) => isOption)
    ? ["does not know", "do not know"]
    : ["ignores", "ignore"];
  const verb = isOne ? singular : plural;
  const remove = ignored.length === 1 ? "remove the field" : "remove the fields";
  const fix = ignored.some(isTooOld) ? `${upgrade}, or ${remove}` : remove;
  const message = `${job}: ${servers} ${verb} ${fields}; ${fix}`;
  return [isVersionSet ? warning("field-not-in-version", message) : problem("field-not-in-version", message)];
}

function specOf(job: StackJob): JobSpec | undefined {
  try {
    return job.decode();
  } catch {
    return undefined; // it has a value that only Terraform computes
  }
}
