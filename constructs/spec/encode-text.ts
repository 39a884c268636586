import type { Report } from "./report";
import { hasRuntimeList } from "./runtime-value";

/** Encodes a string, or reports a problem. Numbers are not converted to strings, because 010 and 8 would be the same. */
export function encodeText(value: unknown, path: string, report: Report): string | undefined {
  if (typeof value === "string") {
    return hasRuntimeList(value) ? report.wrongKind(path, [], "a string", "join the list with Fn.join") : value;
  }
  const quotable = typeof value === "number" || typeof value === "boolean";
  return report.wrongKind(path, value, "a string", quotable ? "write it in quotes" : undefined);
}
