import type { NomadClient } from "../../clients";
import { type IntroducedField, introducedFields } from "../../constructs/spec";
import { isOlder } from "../../constructs/version-order";
import type { StackJob } from "../stack/job";
import type { Stack } from "../stack/stack";
import { type Finding, warning } from "./finding";
import { isFor, nomadsOf } from "./stack-accesses";
import { type Member, nomadMembers } from "./versions";

/** A finding about a job of a stack. */
export interface JobFinding extends Finding {
  /** Name of the stack. */
  readonly stack: string;
  /** Terraform's address of the job. */
  readonly address: string;
}

/**
 * Finds the fields of jobs that a server of the cluster ignores because its version does not know them. The servers are asked only
 * if a job has a field that the oldest supported Nomad does not know. Nothing is found if the token may not read the versions.
 */
export async function checkFields(stacks: readonly Stack[]): Promise<readonly JobFinding[]> {
  return (await Promise.all(nomadsOf(stacks).map((nomad) => checkFieldsFor(nomad, stacks)))).flat();
}

async function checkFieldsFor(nomad: NomadClient, stacks: readonly Stack[]): Promise<readonly JobFinding[]> {
  const jobs = stacks
    .filter((stack) => isFor(stack, nomad))
    .flatMap((stack) => stack.jobs().map((job) => ({ stack: stack.name, address: job.address, fields: fieldsOf(job) })))
    .filter(({ fields }) => fields.length > 0);
  const members = jobs.length === 0 ? [] : await nomadMembers(nomad);
  return typeof members === "string"
    ? []
    : jobs.flatMap(({ stack, address, fields }) =>
        fieldFindings(address, fields, members).map((finding) => ({ ...finding, stack, address })),
      );
}

/** Returns the findings about the fields of one job: at most one. */
export function fieldFindings(
  job: string,
  fields: readonly IntroducedField[],
  members: readonly Member[],
): readonly Finding[] {
  // A server that does not say its version is not known to be old.
  const lacks = ({ version }: Member, since: string) => /^\d/.test(version) && isOlder(version, since);
  const ignored = fields.filter(({ since }) => members.some((member) => lacks(member, since)));
  if (ignored.length === 0) {
    return [];
  }
  const old = members.filter((member) => ignored.some(({ since }) => lacks(member, since)));
  const servers = old.map(({ name, version }) => `${name} (Nomad ${version})`).join(", ");
  const known = ignored.map(({ path, since }) => `${path} (since Nomad ${since})`).join(", ");
  const [verb, upgrade] = old.length === 1 ? ["ignores", "upgrade the server"] : ["ignore", "upgrade the servers"];
  const remove = ignored.length === 1 ? "remove the field" : "remove the fields";
  return [warning("server-outdated", `${job}: ${servers} ${verb} ${known}; ${upgrade}, or ${remove}`)];
}

function fieldsOf(job: StackJob): readonly IntroducedField[] {
  try {
    const spec = job.decode();
    return spec ? introducedFields(spec) : [];
  } catch {
    return []; // it has a value that only Terraform computes
  }
}
