import { type IssueOf, issueKind } from "../constructs/issue";
import { INGRESS_ISSUES } from "./ingress/issues";

/** A route that an ingress program could not follow. */
export const routeInvalid = issueKind({
  code: "route-invalid",
  level: "error",
  messages: {
    host: ({ host }: { host: string }) =>
      `"${host}" is not a DNS name; write labels of letters, digits, and "-" with dots between, such as "shop.example.com"`,
    path: ({ value }: { value: string }) =>
      `"${value}" is not the start of a path; begin with "/" and use letters, digits, and "-._~/%"`,
    same: ({ host, value, other }: { host: string; value: string; other: string }) =>
      `the host "${host}" with the path "${value}" is also ${other}; remove one of them`,
    name: ({ name, kind }: { name: string; kind: string }) =>
      `"${name}" is not the name of ${kind}; use letters, digits, "-", and "_", with "@" and the provider's name after it if needed`,
  },
});

/** A secret that a task could not read. */
export const secretReference = issueKind({
  code: "secret-reference",
  level: "error",
  messages: {
    name: ({ name }: { name: string }) =>
      `"${name}" is not the name of an environment variable; use letters, digits, and "_", and do not begin with a digit`,
    item: ({ item }: { item: string }) =>
      `"${item}" cannot be read by a template; name items of the Nomad Variable with letters, digits, and "_", beginning with a small letter or "_"`,
    path: ({ variable }: { variable: string }) =>
      `"${variable}" is not the path of a Nomad Variable; use 1 to 128 letters, digits, and "-_~/", such as "nomad/jobs/shop"`,
    twice: ({ name }: { name: string }) =>
      `${name} is also in env, which everyone who can read the job can read; remove it from env`,
  },
});

/** Props of a pattern that do not fit together. */
export const patternProps = issueKind({
  code: "pattern-props",
  level: "error",
  messages: {
    noLifecycle: ({ task }: { task: string }) =>
      `the task "${task}" has no lifecycle, so it would be a second main task; add lifecycle, or write it as a job of its own`,
    driverOption: ({ option, instead }: { option: string; instead: string }) =>
      `it sets "${option}", which the construct keeps for itself; ${instead}`,
    noProgram: () =>
      "the timeout is kept by the program `timeout` of the image, which needs to know what to run; set command or config.entrypoint",
    canary: ({ canary, accessMode }: { canary: number; accessMode: string }) =>
      `${canary} canary cannot start while the running allocation uses the volume with the access mode ${accessMode}; set update.canary to 0, or mount the volume with readOnly`,
    timeout: ({ timeout }: { timeout: string }) =>
      `"${timeout}" leaves no time to run; use at least "1s", such as "30m"`,
    path: ({ type }: { type: string }) => `a check of the type ${type} has no path; remove it, or use the type http`,
  },
});

/** A database that would not start, or would not be as its props say. */
export const postgresProps = issueKind({
  code: "postgres-props",
  level: "error",
  messages: {
    name: ({ name, kind }: { name: string; kind: "database" | "user" }) =>
      `"${name}" is not the name of a ${kind}; use 1 to 63 small letters, digits, and "_", and do not begin with a digit or "pg_"`,
    reserved: ({ name, kind }: { name: string; kind: "database" | "user" }) =>
      `PostgreSQL has a ${kind} "${name}" of its own; choose another name`,
    twice: ({ name }: { name: string }) => `the database "${name}" is declared twice; remove one of them`,
    ownerReads: ({ name }: { name: string }) =>
      `the user "${name}" owns a database, so it would read all others, too; choose another name for the reader`,
    none: () => 'no database is declared; declare at least one, such as "shop"',
    setting: ({ setting }: { setting: string }) =>
      `"${setting}" is set by the construct; remove it, or change the job with transform`,
    settingName: ({ setting }: { setting: string }) =>
      `"${setting}" is not the name of a setting; use small letters, digits, "_", and ".", such as "max_connections"`,
    path: ({ variable }: { variable: string }) =>
      `"${variable}" is not the path of a Nomad Variable; use letters, digits, and "-_~" in the name, and at most 128 characters with the users`,
    writer: ({ accessMode }: { accessMode: string }) =>
      `the access mode ${accessMode} lets a second allocation use the volume; use "single-node-writer" or "single-node-single-writer"`,
    readOnlyVolume: () => "the server has to write to its volume; remove readOnly and perAlloc",
    instances: ({ instances }: { instances: number }) =>
      `got ${instances}; use a whole number from 1, such as 3, which survive the loss of a node`,
    consulAlone: () =>
      "a single instance elects no primary and does not use Consul for it; remove consul, or set instances to 3",
    oneVolume: ({ instances }: { instances: number }) =>
      `${instances} instances cannot share one volume; write the name of volumes that exist on each node, or with perAlloc the part of their names before [0], [1], ..., and add the volumes to terraform.dependsOn`,
    instanceUser: ({ name }: { name: string }) =>
      `several instances have a user "${name}" of their own; choose another name`,
    provider: () =>
      "only Consul can have the address of the primary alone, by a check of Patroni; remove provider, or set instances to 1",
  },
});

/** All kinds of problems of the constructs of this room. */
export const PATTERN_ISSUES = [patternProps, postgresProps, routeInvalid, secretReference, ...INGRESS_ISSUES] as const;

/** A problem of the props of a pattern, found at synthesis: a union by code. */
export type PatternIssue = IssueOf<(typeof PATTERN_ISSUES)[number]>;
