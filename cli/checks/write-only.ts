import { resourceTypes } from "../../constructs/resource-types";
import { isOlder } from "../../constructs/spec";
import { isPlainObject } from "../../constructs/spec/json";
import { findTerraform } from "../../tools/terraform";
import type { Stack } from "../stack/stack";
import { type Finding, problem } from "./finding";
import { type Program, terraformVersion } from "./machine";

/** The oldest Terraform and the oldest OpenTofu that have write-only arguments. */
const OLDEST = "1.11.0";

/** Checks that the program that plans has the write-only arguments that stacks use. OpenTofu has them if it is built here. */
export async function checkWriteOnly(
  stacks: readonly Stack[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<readonly Finding[]> {
  const engine = findTerraform(env);
  if (engine === undefined || !stacks.some(hasWriteOnly)) {
    return [];
  }
  const version = await terraformVersion(engine, env);
  return writeOnlyFindings(stacks, { path: engine, ...(version !== undefined && { version }) });
}

/** Returns what the engine lacks for the stacks. An engine without a version is a finding of the machine. */
export function writeOnlyFindings(stacks: readonly Stack[], engine: Program | undefined): readonly Finding[] {
  const names = stacks.filter(hasWriteOnly).map(({ name }) => name);
  if (names.length === 0 || engine?.version === undefined || !isOlder(engine.version, OLDEST)) {
    return [];
  }
  return [
    problem(
      "tool-unusable",
      `terraform: ${engine.path} is ${engine.version}, and the secrets of ${names.join(", ")} are write-only arguments, which need ${OLDEST}; install a newer one, or keep these secrets in the state with secretsInState: true in the settings of the cluster`,
    ),
  ];
}

function hasWriteOnly(stack: Stack): boolean {
  return stack
    .resources()
    .some(({ type, values }) => resourceTypes.get(type)?.writeOnly?.some((path) => has(values, path.split("."))));
}

/** Whether an object has an attribute, which may be in blocks. */
function has(value: unknown, path: readonly string[]): boolean {
  const [name, ...rest] = path;
  if (name === undefined) {
    return true;
  }
  return Array.isArray(value)
    ? value.some((block) => has(block, path))
    : isPlainObject(value) && name in value && has(value[name], rest);
}
