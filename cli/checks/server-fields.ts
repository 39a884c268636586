import type { NomadClient } from "../../clients";
import {
  fieldsUnknownTo,
  hasVersionedFields,
  hasVersionedOptions,
  isOlder,
  isUnknownTo,
  type JobSpec,
  type VersionedField,
} from "../../constructs/spec";
import type { StackJob } from "../stack/job";
import type { Stack } from "../stack/stack";
import { type Finding, problem, warning } from "./finding";
import { shortened } from "./shortened";
import { isFor, nomadsOf } from "./stack-accesses";
import { type Member, nomadMembersOfRegion, readyNodes } from "./versions";

/** A finding about a job of a stack. */
export interface JobFinding extends Finding {
  /** Name of the stack. */
  readonly stack: string;
  /** Terraform's address of the job. */
  readonly address: string;
}

/**
 * Finds the fields of jobs that a server of the cluster ignores because its version does not know them. It is a problem, because Nomad
 * registers the job without them. The same is found for options of task drivers: a node is not newer than its servers, and rejects a task
 * with an option that it does not know; one that only an older node does not know is a warning. For a stack whose settings have `nomadVersion`, which the synthesis checks, it is a warning. The servers
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
  const [members, nodes] = await Promise.all([
    jobs.length === 0 ? [] : nomadMembersOfRegion(nomad),
    jobs.some(({ spec }) => hasVersionedOptions(spec)) ? readyNodes(nomad) : [],
  ]);
  return typeof members === "string"
    ? []
    : jobs.flatMap(({ stack, address, spec }) =>
        [
          ...fieldFindings(address, spec, members, stack.cluster.nomadVersion !== undefined),
          ...optionFindings(address, spec, members, nodes),
        ].map((finding) => ({ ...finding, stack: stack.name, address })),
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
      (field) => `${named(field)} (${isTooOld(field) ? `since Nomad ${field.since}` : `until Nomad ${field.removed}`})`,
    )
    .join(", ");
  const isOne = lacking.length === 1;
  const upgrade = isOne ? "upgrade the server" : "upgrade the servers";
  const [singular, plural] = ignored.some(({ isOption, value }) => isOption || value !== undefined)
    ? ["does not know", "do not know"]
    : ["ignores", "ignore"];
  const verb = isOne ? singular : plural;
  const remove = ignored.length === 1 ? "remove the field" : "remove the fields";
  const fix = ignored.some(isTooOld) ? `${upgrade}, or ${remove}` : remove;
  const message = `${job}: ${servers} ${verb} ${fields}; ${fix}`;
  return [isVersionSet ? warning("field-not-in-version", message) : problem("field-not-in-version", message)];
}

/**
 * Returns the finding about options of task drivers that the servers know and older nodes reject: at most one. It is a warning, because the job
 * may be placed on other nodes.
 */
export function optionFindings(
  job: string,
  spec: JobSpec,
  members: readonly Member[],
  nodes: readonly Member[],
): readonly Finding[] {
  const isKnownTo = (list: readonly Member[], field: VersionedField) =>
    list.every(({ version }) => !/^\d/.test(version) || !isUnknownTo(version, field));
  const rejected = fieldsUnknownTo(
    nodes.map(({ version }) => version).filter((version) => /^\d/.test(version)),
    spec,
  ).filter((field) => field.isOption && isKnownTo(members, field));
  if (rejected.length === 0) {
    return [];
  }
  const old = nodes.filter((node) => rejected.some((field) => !isKnownTo([node], field)));
  const names = shortened(old.map(({ name, version }) => `${name} (Nomad ${version})`));
  const options = rejected.map(({ path, since }) => `${path} (since Nomad ${since})`).join(", ");
  const [verb, upgrade] = old.length === 1 ? ["rejects", "upgrade it"] : ["reject", "upgrade them"];
  return [
    warning(
      "field-not-in-version",
      `${job}: ${names} ${verb} a task with ${options}; ${upgrade}, or keep the job away with a constraint on \${attr.nomad.version}`,
    ),
  ];
}

/** A field with its value, if that is what servers do not know. */
function named({ path, value }: VersionedField): string {
  return value === undefined ? path : `${path}: "${value}"`;
}

function specOf(job: StackJob): JobSpec | undefined {
  try {
    return job.decode();
  } catch {
    return undefined; // it has a value that only Terraform computes
  }
}
