import type { FieldMeta } from "../../.gen/nomad";
import { nearest } from "../issue";
import { parseDuration } from "./duration";
import { encodeText } from "./encode-text";
import { badDuration, outOfRange, unknownValue } from "./issues";
import { isPlainObject } from "./json";
import type { Report } from "./report";
import { isRuntimeList, isRuntimeMapKey, isRuntimeValue } from "./runtime-value";

/** A field that holds no block: what it is on the wire, or nothing and a problem in the report. */
export function encodeScalar(field: FieldMeta, value: unknown, path: string, report: Report): unknown {
  switch (field.kind) {
    case "string":
      return encodeString(field, value, path, report);
    case "integer":
      return encodeInteger(field, value, path, report);
    case "boolean":
      return typeof value === "boolean" || isRuntimeValue(value)
        ? value
        : report.wrongKind(path, value, "true or false");
    case "duration":
      return encodeDuration(value, path, report);
    case "strings":
      return encodeList(value, path, report, "strings", (item, at) => encodeText(item, at, report));
    case "integers":
      return encodeList(value, path, report, "whole numbers", (item, at) => encodeInteger(field, item, at, report));
    case "stringMap":
      return encodeMap(value, path, report, (item, at) => encodeText(item, at, report));
    case "stringsMap":
      return encodeMap(value, path, report, (item, at) =>
        encodeList(item, at, report, "strings", (one, place) => encodeText(one, place, report)),
      );
    default:
      return isPlainObject(value) ? value : report.wrongKind(path, value, "an object");
  }
}

function encodeString(field: FieldMeta, value: unknown, path: string, report: Report): string | undefined {
  const text = encodeText(value, path, report);
  if (text === undefined || !field.values || field.open || field.values.includes(text)) {
    return text === undefined ? undefined : (field.wire?.[text] ?? text);
  }
  const meant = nearest(text, field.values);
  return report.add(unknownValue, { path, problem: "unknownValue", got: text, allowed: field.values, meant });
}

function encodeInteger(field: FieldMeta, value: unknown, path: string, report: Report): number | undefined {
  const { min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER } = field;
  const unit = field.unit ? ` in ${field.unit}` : "";
  if (isRuntimeValue(value)) {
    return value as number;
  }
  if (typeof value !== "number" || !Number.isInteger(value)) {
    const numeric = typeof value === "string" && /^-?\d+$/.test(value);
    return report.wrongKind(path, value, `a whole number${unit}`, numeric ? "write it without quotes" : undefined);
  }
  if (value < min || value > max) {
    return report.add(outOfRange, { path, problem: "outOfRange", got: value, min, max, unit });
  }
  return value;
}

function encodeDuration(value: unknown, path: string, report: Report): number | undefined {
  const example = 'a duration such as "10s", "5m" or "1h30m"';
  if (typeof value !== "string") {
    return report.wrongKind(
      path,
      value,
      example,
      typeof value === "number" ? "write it with its unit, in quotes" : undefined,
    );
  }
  const nanoseconds = parseDuration(value);
  if (nanoseconds === undefined) {
    report.add(badDuration, { path, problem: "badDuration", got: value, allowed: example, fix: fixDuration(value) });
  }
  return nanoseconds;
}

/** How to fix a duration that Go cannot parse: an end of the message, or nothing. */
function fixDuration(text: string): string {
  const close = text.replaceAll(/\s+/g, "").toLowerCase();
  if (/^\d+$/.test(close)) {
    return `; a unit is missing, write "${close}s" for seconds`;
  }
  const days = /^(\d+)d(?:ays?)?$/.exec(close);
  if (days) {
    return `; there are no days, write "${Number(days[1]) * 24}h"`;
  }
  const words = close
    .replaceAll(/(?<=\d)(?:hours?|hrs?)/g, "h")
    .replaceAll(/(?<=\d)(?:minutes?|mins?)/g, "m")
    .replaceAll(/(?<=\d)(?:seconds?|secs?)/g, "s");
  return words !== text && parseDuration(words) !== undefined ? `; write "${words}"` : "";
}

type EncodeItem = (item: unknown, path: string) => unknown;

function encodeList(value: unknown, path: string, report: Report, of: string, encode: EncodeItem): unknown {
  return Array.isArray(value)
    ? isRuntimeList(value)
      ? value
      : value.map((item, index) => encode(item, `${path}[${index}]`))
    : report.wrongKind(path, value, `a list of ${of}`, typeof value === "string" ? "put it in [ ]" : undefined);
}

function encodeMap(value: unknown, path: string, report: Report, encode: EncodeItem): unknown {
  return isPlainObject(value)
    ? Object.fromEntries(
        Object.entries(value).flatMap(([key, item]) =>
          item === undefined ? [] : [[key, isRuntimeMapKey(key) ? item : encode(item, `${path}.${key}`)]],
        ),
      )
    : report.wrongKind(path, value, "an object of keys and values");
}
