import { type AliasMeta, type BlockMeta, type BlockName, blocks, type FieldMeta } from "../../.gen/nomad";
import { decodeConfig } from "./decode-config";
import { decodeScalar, isEmpty } from "./decode-scalar";
import { moreThanOne, unknownField } from "./issues";
import { isPlainObject, type PlainObject } from "./json";
import { fieldPath, itemPath } from "./path";
import { Report } from "./report";
import { SpecError } from "./spec-error";
import type { JobSpec } from "./types";

/**
 * Options of `decodeJob`.
 *
 * @see https://developer.hashicorp.com/nomad/api-docs/json-jobs
 */
export interface DecodeOptions {
  /**
   * Source of the job, which decides which defaults are left out: `parser` for the output of Nomad's HCL parser, which adds a few defaults;
   * `cluster` for a registered job, to which the server has added all of them.
   *
   * @default "parser"
   */
  readonly from?: "parser" | "cluster";
}

/** What goes along through the whole job. */
interface Context {
  readonly from: "parser" | "cluster";
  readonly report: Report;
}

type Mutable = Record<string, unknown>;

/** Driver of a task that names none: only the sidecar that Nomad injects may, and that is a container. */
const SIDECAR_DRIVER = "docker";

/**
 * Returns the specification of a job in the JSON of Nomad's API: the inverse of `encodeJob`. The result has no nulls and empty values, no
 * fields that the server sets, and no defaults that were added on the way (see `DecodeOptions`).
 *
 * @param wire a job, or the output of `nomad job inspect`, which has it as `Job`
 * @param options the source of the job
 * @throws SpecError with all problems: a value of another type (`wrong-kind`), a field of a newer Nomad (`unknown-field`), and several
 * blocks where the specification has one (`more-than-one`)
 * @see https://developer.hashicorp.com/nomad/api-docs/json-jobs
 */
export function decodeJob(wire: unknown, options: DecodeOptions = {}): JobSpec {
  const context: Context = { from: options.from ?? "parser", report: new Report() };
  const job = isPlainObject(wire) && isPlainObject(wire.Job) ? wire.Job : wire;
  const spec = decodeBlock("JobSpec", job, "", context);
  if (context.report.issues.length > 0) {
    throw new SpecError(context.report.issues);
  }
  return spec as unknown as JobSpec;
}

/** One block. Fields come out in the order of the metadata, that of Nomad's own documentation. */
function decodeBlock(name: BlockName, wire: unknown, path: string, context: Context): Mutable | undefined {
  const meta = blocks[name];
  if (!isPlainObject(wire)) {
    return context.report.wrongKind(path, wire, "an object");
  }
  const source = withoutAliases(meta, wire);
  const known = goNames(meta);
  for (const [go, value] of Object.entries(source)) {
    if (!known.has(go) && !isEmpty(value)) {
      context.report.add(unknownField, { path: fieldPath(path, go), problem: "newerNomad", block: meta.go });
    }
  }
  const block: Mutable = {};
  for (const [key, field] of Object.entries(meta.fields)) {
    const value = decodeField(field, source, fieldPath(path, key), context);
    if (value !== undefined && !isImplied(field, value, block, context)) {
      block[key] = value;
    }
  }
  return block;
}

/** Every Go name that a block may have on the wire. */
function goNames(meta: BlockMeta): Set<string> {
  return new Set([...Object.values(meta.fields).map(({ go }) => go), ...Object.keys(meta.omitted ?? {})]);
}

/** The same block with other spellings in the place of ours. What is written in our spelling goes first. */
function withoutAliases(meta: BlockMeta, wire: PlainObject): PlainObject {
  let result = wire;
  for (const alias of meta.aliases ?? []) {
    const { [alias.go]: value, ...rest } = result;
    result = isEmpty(value) || value === false ? rest : putAlias(rest, alias, alias.to, value);
  }
  return result;
}

function putAlias(
  wire: PlainObject,
  alias: AliasMeta,
  [go = "", ...deeper]: readonly string[],
  value: unknown,
): PlainObject {
  const there = wire[go];
  if (deeper.length > 0) {
    return { ...wire, [go]: putAlias(isPlainObject(there) ? there : {}, alias, deeper, value) };
  }
  return isEmpty(there) ? { ...wire, [go]: alias.negated ? !value : value } : wire;
}

/** Whether a value is there although nobody wrote it. */
function isImplied(field: FieldMeta, value: unknown, block: PlainObject, { from }: Context): boolean {
  if (field.sameAs && block[field.sameAs] === value) {
    return true;
  }
  if (from === "cluster" && field.filled && isPlainObject(value) && Object.keys(value).length === 0) {
    return true;
  }
  return field.default === value && !field.required && (from === "cluster" || field.filledByParser === true);
}

function decodeField(field: FieldMeta, source: PlainObject, path: string, context: Context): unknown {
  const wire = source[field.go];
  switch (field.kind) {
    case "block":
      return isEmptyBlock(wire) ? undefined : decodeBlock(field.block as BlockName, wire, path, context);
    case "oneBlock":
      return decodeOne(field, wire, path, context);
    case "blocks":
      return decodeItems(field, [...splitOff(field, source), ...asList(wire, path, context)], path, context);
    case "blockMap":
      return decodeItems(field, labelled(wire, path, context), path, context);
    case "config":
      return isEmpty(wire)
        ? undefined
        : decodeConfig(String(source.Driver || SIDECAR_DRIVER), wire, path, context.report);
    default:
      return decodeScalar(field, wire, path, context.report);
  }
}

/** A block that is there says something, even without fields: `sidecar_service {}`. */
function isEmptyBlock(wire: unknown): boolean {
  return wire === undefined || wire === null;
}

function decodeOne(field: FieldMeta, wire: unknown, path: string, context: Context): unknown {
  const items = asList(wire, path, context);
  if (items.length > 1) {
    context.report.add(moreThanOne, { path, problem: "moreThanOne", count: items.length });
  }
  return items.length === 0 ? undefined : decodeBlock(field.block as BlockName, items[0], path, context);
}

function asList(wire: unknown, path: string, { report }: Context): readonly unknown[] {
  if (isEmptyBlock(wire)) {
    return [];
  }
  return Array.isArray(wire) ? wire : (report.wrongKind(path, wire, "a list") ?? []);
}

/** The items that encoding put elsewhere. */
function splitOff({ split }: FieldMeta, source: PlainObject): readonly unknown[] {
  const there = split && source[split.go];
  return isEmptyBlock(there) ? [] : Array.isArray(there) ? there : [there];
}

/** A map by label as a list of blocks that know their label. */
function labelled(wire: unknown, path: string, { report }: Context): readonly unknown[] {
  if (isEmptyBlock(wire)) {
    return [];
  }
  if (!isPlainObject(wire)) {
    return report.wrongKind(path, wire, "an object of blocks by their label") ?? [];
  }
  return Object.entries(wire).map(([label, item]) => (isPlainObject(item) ? { ...item, Name: label } : item));
}

function decodeItems(field: FieldMeta, items: readonly unknown[], path: string, context: Context): unknown {
  if (items.length === 0 && !field.required) {
    return undefined;
  }
  const block = field.block as BlockName;
  const label = blocks[block].fields.name?.go;
  return items.map((item, index) =>
    decodeBlock(block, item, itemPath(path, label && isPlainObject(item) ? item[label] : "", index), context),
  );
}
