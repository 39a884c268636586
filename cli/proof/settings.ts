import type { Stack } from "../stack/stack";
import { NotProvable } from "./not-provable";

/**
 * The variables that Terraform, the providers, or the libraries for connections read. Variables of the program itself are not
 * compared, because its output is.
 */
const READ =
  /^(TF_(?!LOG)|TOFU_|NOMAD_|CONSUL_|CDKNOMAD_|SSL_CERT_|GODEBUG$|HOME$|HTTPS?_PROXY$|NO_PROXY$|https?_proxy$|no_proxy$)/;

/** Variables that change nothing in a report: tokens, whose rights are compared instead, and what prints more. */
const IGNORED = new Set(["NOMAD_TOKEN", "CONSUL_HTTP_TOKEN", "CDKNOMAD_VERBOSE", "TF_IN_AUTOMATION"]);

/** Variables with which other code than the installed one runs, or with which Terraform compares something else. */
const OTHER_CODE = ["TF_REATTACH_PROVIDERS", "CDKNOMAD_READ_EACH_JOB", "CONSUL_HTTP_TOKEN_FILE", "CONSUL_TOKEN"];

/**
 * Returns the settings of a run that a report depends on.
 *
 * @throws NotProvable if a variable makes Terraform use something that a proof does not know
 */
export function settingFacts(stack: Stack, environment: NodeJS.ProcessEnv): readonly string[] {
  const other = OTHER_CODE.find((name) => environment[name]);
  if (other !== undefined) {
    throw new NotProvable(`the variable ${other} is set`);
  }
  const variables = Object.entries(environment)
    .filter(([name, value]) => READ.test(name) && !IGNORED.has(name) && value !== "")
    .sort();
  return [JSON.stringify(stack.cluster), JSON.stringify(variables)];
}
