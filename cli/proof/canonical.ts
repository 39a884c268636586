import { isPlainObject } from "../../constructs/spec/json";

/** Returns a value of an answer as JSON with sorted keys: Nomad writes the entries of a map in another order each time. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    isPlainObject(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  );
}
