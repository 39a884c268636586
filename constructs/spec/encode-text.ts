import type { Report } from "./report";

/** A string, or nothing and a problem in the report. Numbers are not turned into strings: 010 and 8 would be one. */
export function encodeText(value: unknown, path: string, report: Report): string | undefined {
  if (typeof value === "string") {
    return value;
  }
  const quotable = typeof value === "number" || typeof value === "boolean";
  return report.wrongKind(path, value, "a string", quotable ? "write it in quotes" : undefined);
}
