import { type DriverBlockMeta, type DriverConfigs, type DriverOption, driverOptions } from "../../.gen/nomad";
import { moreThanOne } from "./issues";
import { isPlainObject, type PlainObject } from "./json";
import { fieldPath } from "./path";
import type { Report } from "./report";

/** Decodes options of a driver to their names in TypeScript. Options of a driver without types stay unchanged. */
export function decodeConfig(driver: string, wire: unknown, path: string, report: Report): unknown {
  if (!isPlainObject(wire)) {
    return report.wrongKind(path, wire, "an object");
  }
  return Object.hasOwn(driverOptions, driver)
    ? decodeBody(driverOptions[driver as keyof DriverConfigs], wire, path, report)
    : wire;
}

/** One body. An option that the driver does not have keeps its name, so that encoding it names the mistake. */
function decodeBody(meta: DriverBlockMeta, wire: unknown, path: string, report: Report): unknown {
  if (!isPlainObject(wire)) {
    return report.wrongKind(path, wire, "an object");
  }
  const source = withoutAliases(meta, wire);
  const ours = new Map(Object.entries(meta.options).map(([name, option]) => [option.hcl, { name, option }]));
  const body: Record<string, unknown> = {};
  for (const [hcl, value] of Object.entries(source)) {
    const known = ours.get(hcl);
    if (value === null) {
      continue;
    }
    if (known) {
      body[known.name] = decodeOption(known.option, value, fieldPath(path, known.name), report);
    } else {
      body[hcl] = value;
    }
  }
  return body;
}

/** The same body with other spellings in the place of ours. Lists of both are joined. */
function withoutAliases(meta: DriverBlockMeta, wire: PlainObject): PlainObject {
  const result: Record<string, unknown> = { ...wire };
  for (const [alias, hcl] of Object.entries(meta.aliases ?? {})) {
    if (result[alias] === undefined) {
      continue;
    }
    const there = result[hcl];
    result[hcl] =
      Array.isArray(there) || Array.isArray(result[alias])
        ? [there ?? [], result[alias]].flat()
        : (there ?? result[alias]);
    delete result[alias];
  }
  return result;
}

function decodeOption(option: DriverOption, wire: unknown, path: string, report: Report): unknown {
  switch (option.kind) {
    case "string":
      return asText(wire);
    case "number":
      return asNumber(wire);
    case "boolean":
      return wire === "true" ? true : wire === "false" ? false : wire;
    case "strings":
      return Array.isArray(wire) ? wire.map(asText) : wire;
    case "any":
      return wire;
    case "stringMap":
      return asMap(wire, asText, path, report);
    case "numberMap":
      return asMap(wire, asNumber, path, report);
    case "block":
      return decodeBody(option.options as DriverBlockMeta, one(wire, path, report), path, report);
    case "blocks":
      return [wire]
        .flat()
        .map((item, index) => decodeBody(option.options as DriverBlockMeta, item, `${path}[${index}]`, report));
  }
}

/** HCL turns a number or boolean into a string where the driver wants one, and the other way round. */
function asText(wire: unknown): unknown {
  return typeof wire === "number" || typeof wire === "boolean" ? String(wire) : wire;
}

function asNumber(wire: unknown): unknown {
  return typeof wire === "string" && /^-?\d+(?:\.\d+)?$/.test(wire) ? Number(wire) : wire;
}

/** The one object of a block, which is a list on the wire. */
function one(wire: unknown, path: string, report: Report): unknown {
  if (!Array.isArray(wire)) {
    return wire;
  }
  if (wire.length > 1) {
    report.add(moreThanOne, { path, problem: "moreThanOne", count: wire.length });
  }
  return wire[0] ?? {};
}

/** The driver lays several blocks of a map over one another, the last on top. */
function asMap(wire: unknown, decode: (value: unknown) => unknown, path: string, report: Report): unknown {
  const parts = [wire].flat();
  if (!parts.every(isPlainObject)) {
    return report.wrongKind(path, wire, "objects of keys and values");
  }
  return Object.fromEntries(parts.flatMap((part) => Object.entries(part).map(([key, value]) => [key, decode(value)])));
}
