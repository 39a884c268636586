import table from "../../provider/jobspec/defaults.json";
import type { Leaves } from "./differences";

/**
 * Fields of a job that mean the same as their absence, by the pattern of their path, with the value of Nomad. A Go test checks that
 * the provider reads an imported job without them.
 */
const DEFAULTS = Object.entries(table).map(
  ([path, value]) =>
    [new RegExp(`^${path.replaceAll(".", "\\.").replace("*", "[^.]+")}$`), JSON.stringify(value)] as const,
);

/**
 * Returns the leaves of a job's specification without fields that mean nothing: an `id` that equals the name, and values that Nomad
 * sets itself. The provider reads an imported job without them, so that a program that contains them would look changed.
 */
export function withoutDefaults(leaves: Leaves): Leaves {
  const id = leaves.get("id");
  const named = leaves.has("name") || id === undefined ? leaves : new Map([["name", id], ...leaves]);
  return new Map(
    [...named].filter(
      ([path, value]) =>
        !(path === "id" && value === named.get("name")) &&
        !DEFAULTS.some(([pattern, common]) => pattern.test(path) && JSON.stringify(value) === common),
    ),
  );
}
