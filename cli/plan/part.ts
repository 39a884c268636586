import { readFileSync } from "node:fs";
import path from "node:path";
import type { StackConfiguration } from "../../tools/stack-configuration";
import type { Stack } from "../stack/stack";
import { withFiles } from "./overlay";

/**
 * Runs a function with a folder in which the configuration of a stack has some of its resources and outputs only. Terraform validates
 * each resource of a configuration, also those that a plan with `-target` leaves out.
 *
 * @param addresses the addresses to keep; what these refer to must be among them
 */
export function withPart<T>(
  stack: Stack,
  addresses: readonly string[],
  run: (folder: string) => Promise<T>,
): Promise<T> {
  const configuration = JSON.parse(readFileSync(stack.file, "utf8")) as StackConfiguration;
  return withFiles(stack, { [path.basename(stack.file)]: JSON.stringify(partOf(configuration, addresses)) }, run);
}

/** Returns a configuration with some resources and outputs, and without moves, which only concern others. */
function partOf(configuration: StackConfiguration, addresses: readonly string[]): StackConfiguration {
  const kept = new Set(addresses);
  const { resource = {}, output = {}, moved, ...others } = configuration;
  const resources = Object.entries(resource)
    .map(([type, byName]) => [type, selected(byName, (name) => kept.has(`${type}.${name}`))] as const)
    .filter(([, byName]) => Object.keys(byName).length > 0);
  const outputs = selected(output, (name) => kept.has(`output.${name}`));
  return {
    ...others,
    ...(resources.length > 0 && { resource: Object.fromEntries(resources) }),
    ...(Object.keys(outputs).length > 0 && { output: outputs }),
  };
}

function selected<T>(
  record: Readonly<Record<string, T>>,
  isSelected: (name: string) => boolean,
): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => isSelected(name)));
}
