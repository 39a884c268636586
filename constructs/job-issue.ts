import { type IssueOf, issueKind } from "./issue";
import { SPEC_ISSUES, type SpecIssue } from "./spec/issues";
import { IGNORE_ISSUES, type IgnoreIssue, RULES, type RuleIssue } from "./validate";

/** A task that uses Consul runs in a namespace without a role in Consul. */
export const consulRoleMissing = issueKind({
  code: "consul-role-missing",
  level: "error",
  messages: {
    consulRoleMissing: ({ namespace, role }: { namespace: string; role: string }) =>
      `the task cannot log in to Consul, where the namespace ${namespace} has no role "${role}"; add the role with addTaskRole("${namespace}")`,
  },
});

/** A `transform` that does nothing. */
export const transformWithoutEffect = issueKind({
  code: "transform-without-effect",
  level: "error",
  messages: {
    transformWithoutEffect: () =>
      "it did not change the JSON of the job; remove it, or change the object that it receives in place",
  },
});

/** A construct in the place of a volume's source that the group cannot use. */
export const volumeSource = issueKind({
  code: "volume-source",
  level: "error",
  messages: {
    otherNamespace: ({ source, volume, job }: { source: string; volume: string; job: string }) =>
      `the volume "${source}" is in the namespace ${volume}, and a job in ${job} can only use volumes of its own namespace; put both into one namespace`,
    otherType: ({ source, asked, type }: { source: string; asked: string; type: string }) =>
      `got "${asked}", but the volume "${source}" has the type "${type}"`,
    perAlloc: () =>
      "with perAlloc the source is the part of the names before [0], [1], ...; write it as text, and add the volumes to terraform.dependsOn",
    otherCapability: ({
      source,
      asked,
      capabilities,
    }: {
      source: string;
      asked: string;
      capabilities: readonly string[];
    }) => `got ${asked}, but the capabilities of the volume "${source}" are ${capabilities.join("; ")}`,
  },
});

/** A field, its value, or an option of a task driver, that the Nomad of the cluster does not know. */
export const fieldNotInVersion = issueKind({
  code: "field-not-in-version",
  level: "error",
  messages: {
    introducedLater: ({ version, since }: { version: string; since: string }) =>
      `Nomad ${version} (nomadVersion in the settings) ignores it without an error, because it came with Nomad ${since}; remove it, or upgrade the cluster and change nomadVersion`,
    newerOption: ({ version, since }: { version: string; since: string }) =>
      `nodes with Nomad ${version} (nomadVersion in the settings) reject a task with this option, which came with Nomad ${since}; remove it, or upgrade the cluster and change nomadVersion`,
    newerValue: ({ value, version, since }: { value: string; version: string; since: string }) =>
      `got "${value}", which came with Nomad ${since}, so Nomad ${version} (nomadVersion in the settings) rejects the job; use another value, or upgrade the cluster and change nomadVersion`,
    removedBefore: ({ version, removed }: { version: string; removed: string }) =>
      `Nomad ${version} (nomadVersion in the settings) ignores it without an error, because Nomad ${removed} removed it; remove it`,
  },
});

const JOB_ISSUES = [consulRoleMissing, fieldNotInVersion, transformWithoutEffect, volumeSource] as const;

/** A problem of a job, found at synthesis: a union by code. */
export type JobIssue = IssueOf<(typeof JOB_ISSUES)[number]> | SpecIssue | IgnoreIssue | RuleIssue;

/** The code of a problem of a job. */
export type JobIssueCode = JobIssue["code"];

/** All codes of problems of a job, sorted. Each has a page `docs/errors/<code>.md`. */
export const JOB_ISSUE_CODES: readonly JobIssueCode[] = [
  ...new Set([...RULES, ...SPEC_ISSUES, ...IGNORE_ISSUES, ...JOB_ISSUES].map(({ code }) => code)),
].sort();
