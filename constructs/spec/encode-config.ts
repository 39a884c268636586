import { type DriverBlockMeta, type DriverConfigs, type DriverOption, driverOptions } from "../../.gen/nomad";
import { nearest } from "../issue";
import { isUntyped } from "./driver";
import { encodeText } from "./encode-text";
import { missingField, unknownField } from "./issues";
import { isPlainObject, present } from "./json";
import { fieldPath } from "./path";
import type { Report } from "./report";
import { isRuntimeList, isRuntimeMapKey, isRuntimeValue } from "./runtime-value";

/** A value that the client fills in may stand for a number or a boolean. */
const INTERPOLATED = /\$\{.*\}/s;

/** Encodes options of a driver under their HCL names. Options of a driver without types stay unchanged. */
export function encodeConfig(driver: string, value: unknown, path: string, report: Report): unknown {
  if (!isPlainObject(value)) {
    return report.wrongKind(path, value, "an object");
  }
  if (isUntyped(value)) {
    return Object.fromEntries(Object.entries(value)); // without the symbol that marks it
  }
  return Object.hasOwn(driverOptions, driver)
    ? encodeBody(driverOptions[driver as keyof DriverConfigs], value, path, report)
    : value;
}

function encodeBody(meta: DriverBlockMeta, value: unknown, path: string, report: Report): unknown {
  if (!isPlainObject(value)) {
    return report.wrongKind(path, value, "an object");
  }
  const names = Object.keys(meta.options);
  const wire: Record<string, unknown> = {};
  for (const [key, item] of present(value)) {
    const option = Object.hasOwn(meta.options, key) ? meta.options[key] : undefined;
    if (option) {
      wire[option.hcl] = encodeOption(option, item, fieldPath(path, key), report);
    } else {
      const at = fieldPath(path, key);
      report.add(unknownField, { path: at, problem: "driverOption", meant: nearest(key, names), names });
    }
  }
  for (const [key, option] of Object.entries(meta.options)) {
    if (option.required && value[key] === undefined) {
      report.add(missingField, { path: fieldPath(path, key), problem: "driverOption" });
    }
  }
  return wire;
}

function encodeOption(option: DriverOption, value: unknown, path: string, report: Report): unknown {
  switch (option.kind) {
    case "string":
      return encodeText(value, path, report);
    case "number":
    case "boolean":
      return encodeFilled(option.kind, value, path, report);
    case "strings":
      return encodeTexts(value, path, report);
    case "any":
      return typeof value === "string" ? value : encodeTexts(value, path, report);
    case "stringMap":
      return encodeMap(value, path, report, (item, at) => encodeText(item, at, report));
    case "numberMap":
      return encodeMap(value, path, report, (item, at) => encodeFilled("number", item, at, report));
    case "block":
      return [encodeBody(option.options as DriverBlockMeta, value, path, report)];
    case "blocks":
      return Array.isArray(value)
        ? value.map((item, index) => encodeBody(option.options as DriverBlockMeta, item, `${path}[${index}]`, report))
        : report.wrongKind(path, value, "a list", isPlainObject(value) ? "put it in [ ]" : undefined);
  }
}

function encodeTexts(value: unknown, path: string, report: Report): unknown {
  return Array.isArray(value)
    ? isRuntimeList(value)
      ? value
      : value.map((item, index) => encodeText(item, `${path}[${index}]`, report))
    : report.wrongKind(path, value, "a list of strings", typeof value === "string" ? "put it in [ ]" : undefined);
}

/** A number or boolean, or a string that becomes one on the client. */
function encodeFilled(kind: "number" | "boolean", value: unknown, path: string, report: Report): unknown {
  const interpolated = typeof value === "string" && INTERPOLATED.test(value);
  return typeof value === kind || interpolated || isRuntimeValue(value)
    ? value
    : report.wrongKind(
        path,
        value,
        kind === "number" ? "a number" : "true or false",
        typeof value === "string" ? "write it without quotes" : undefined,
      );
}

/** A map is a list of one object on the wire, as the block is that HCL users write. */
function encodeMap(
  value: unknown,
  path: string,
  report: Report,
  encode: (item: unknown, path: string) => unknown,
): unknown {
  return isPlainObject(value)
    ? [
        Object.fromEntries(
          present(value).map(([key, item]) => [key, isRuntimeMapKey(key) ? item : encode(item, `${path}.${key}`)]),
        ),
      ]
    : report.wrongKind(path, value, "an object of keys and values");
}
