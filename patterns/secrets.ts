import type { ITerraformDependable } from "#cdk";
import { createIssue } from "../constructs/issue";
import type { IGrantee } from "../constructs/rights";
import type { Template } from "../constructs/spec";
import { isVariablePath } from "../constructs/variable";
import { type PatternIssue, secretReference } from "./issues";

/**
 * A Nomad variable that exists before the job that reads it: a `Variable` of this program, or one that another job writes.
 *
 * @see https://developer.hashicorp.com/nomad/docs/concepts/variables#task-access-to-variables
 */
export interface IReadableVariable extends ITerraformDependable {
  /** Path in Nomad. */
  readonly path: string;
  /** Name of the variable's namespace. */
  readonly namespaceName: string;
  /** Lets the grantee read this variable. */
  grantRead(grantee: IGrantee): void;
}

/**
 * An item of a Nomad variable.
 *
 * @see https://developer.hashicorp.com/nomad/docs/other-specifications/variables#items
 */
export interface SecretItem {
  /**
   * The Nomad variable: a `Variable` of this program, which Terraform then creates before the job, or the path of an existing one in the
   * job's namespace. The job gets the right to read it.
   * @default - the job's own variable `nomad/jobs/<job>`
   */
  readonly variable?: IReadableVariable | string;
  /** Name of the item, such as `password`. */
  readonly item: string;
}

/**
 * Environment variables by name, each with the item of a Nomad variable that has its value. A text is an item of the job's own variable.
 *
 * @see docs/how-to/web-service.md
 */
export type Secrets = Readonly<Record<string, SecretItem | string>>;

interface Reference {
  readonly name: string;
  readonly item: string;
  readonly path: string;
  readonly variable: IReadableVariable | string | undefined;
}

/** Names that a template takes for a method of the variable. */
const METHODS = /^(Keys|Values|Tuples|Metadata|Parent|ItemsMap)$/;

/** The references of a job, each with the path of its variable. */
function referencesOf(secrets: Secrets, job: string): Reference[] {
  return Object.entries(secrets).map(([name, secret]) => {
    const { variable, item } = typeof secret === "string" ? { variable: undefined, item: secret } : secret;
    return { name, item, path: pathOf(variable, job), variable };
  });
}

/** The path of a variable; without one, the job's own. */
export function pathOf(variable: IReadableVariable | string | undefined, job: string): string {
  return variable === undefined ? ownPath(job) : typeof variable === "string" ? variable : variable.path;
}

/** The variable that a job reads without a policy. */
export const ownPath = (job: string) => `nomad/jobs/${job}`;

/** What is wrong with secrets. */
export function secretIssues(secrets: Secrets, env: Readonly<Record<string, string>>, job: string): PatternIssue[] {
  return referencesOf(secrets, job).flatMap(({ name, item, path: variable }) => {
    const at = `secrets.${name}`;
    return [
      ...(isIdentifier(name) ? [] : [createIssue(secretReference, { path: at, problem: "name", name })]),
      ...(isIdentifier(item) && !METHODS.test(item)
        ? []
        : [createIssue(secretReference, { path: at, problem: "item", item })]),
      ...(isVariablePath(variable) && !variable.endsWith("/")
        ? []
        : [createIssue(secretReference, { path: `${at}.variable`, problem: "path", variable })]),
      ...(Object.hasOwn(env, name) ? [createIssue(secretReference, { path: at, problem: "twice", name })] : []),
    ];
  });
}

export const isIdentifier = (text: string) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(text);

/**
 * The template that puts secrets into the environment of a task. Only the owner can read its file; a changed variable restarts the
 * task; a missing item fails the task instead of leaving the variable empty.
 *
 * @param secrets the secrets by the names of environment variables
 * @param job the id of the job
 * @param namespaceName the namespace of the job
 */
export function secretTemplates(secrets: Secrets, job: string, namespaceName: string): Template[] {
  const references = referencesOf(secrets, job);
  if (references.length === 0) {
    return [];
  }
  const variables = [...new Set(references.map((reference) => addressOf(reference, namespaceName)))];
  const blocks = variables.map((variable) => {
    // A value can have any character. The parser of the file reads a JSON string.
    const lines = references
      .filter((reference) => addressOf(reference, namespaceName) === variable)
      .map(({ name, item }) => `${name}={{ .${item}.Value | toJSON }}\n`);
    return `{{ with nomadVar "${variable}" }}\n${lines.join("")}{{ end }}\n`;
  });
  return [
    {
      destination: "secrets/variables.env",
      data: blocks.join(""),
      env: true,
      perms: "0400",
      errorOnMissingKey: true,
    },
  ];
}

/** The variable as a template names it. */
export function addressOf({ path, variable }: Pick<Reference, "path" | "variable">, namespaceName: string): string {
  const other = typeof variable === "object" ? variable.namespaceName : namespaceName;
  return other === namespaceName ? path : `${path}@${other}`;
}

/** The variables of this program that a job reads, each once. */
export function variablesOf(secrets: Secrets, job: string): IReadableVariable[] {
  return [
    ...new Set(referencesOf(secrets, job).flatMap(({ variable }) => (typeof variable === "object" ? variable : []))),
  ];
}

/** The paths, beyond the job's own, that are named by text: the job needs the right to read them. */
export function foreignPaths(secrets: Secrets, job: string): string[] {
  const paths = referencesOf(secrets, job)
    .filter(({ variable }) => typeof variable === "string")
    .map(({ path }) => path);
  return [...new Set(paths)].filter((path) => path !== "nomad/jobs" && path !== ownPath(job));
}
