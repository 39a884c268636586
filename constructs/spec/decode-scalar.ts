import type { FieldMeta } from "../../.gen/nomad";
import { formatDuration } from "./duration";
import { isPlainObject } from "./json";
import type { Report } from "./report";

/** Whether a value on the wire says nothing: Go writes every field, filled or not. */
export function isEmpty(wire: unknown): boolean {
  return (
    wire === undefined ||
    wire === null ||
    wire === "" ||
    wire === 0 ||
    wire === false ||
    (Array.isArray(wire) && wire.length === 0) ||
    (isPlainObject(wire) && Object.keys(wire).length === 0)
  );
}

/** A field that holds no block, as a person writes it; nothing where nothing was said. */
export function decodeScalar(field: FieldMeta, wire: unknown, path: string, report: Report): unknown {
  const meansSomething = (wire === 0 || wire === false) && (field.keepZero || field.required);
  const isLabel = wire === "" && field.required;
  if (isEmpty(wire) && !meansSomething && !isLabel) {
    return undefined;
  }
  switch (field.kind) {
    case "string":
      return typeof wire === "string" ? unwire(field, wire) : report.wrongKind(path, wire, "a string");
    case "integer":
      return typeof wire === "number" ? wire : report.wrongKind(path, wire, "a number");
    case "boolean":
      return typeof wire === "boolean" ? wire : report.wrongKind(path, wire, "true or false");
    case "duration":
      return decodeDuration(wire, path, report);
    case "strings":
    case "integers":
      return Array.isArray(wire) ? wire : report.wrongKind(path, wire, "a list");
    default:
      return isPlainObject(wire) ? wire : report.wrongKind(path, wire, "an object");
  }
}

function unwire({ wire: values = {} }: FieldMeta, text: string): string {
  return Object.keys(values).find((key) => values[key] === text) ?? text;
}

/** The API accepts durations as text too, and some of its answers have them so. */
function decodeDuration(wire: unknown, path: string, report: Report): string | undefined {
  if (typeof wire === "string") {
    return wire;
  }
  return Number.isInteger(wire)
    ? formatDuration(wire as number)
    : report.wrongKind(path, wire, "a whole number of nanoseconds");
}
