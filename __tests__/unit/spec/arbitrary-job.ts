import fc, { type Arbitrary } from "fast-check";
import {
  type BlockName,
  blocks,
  type DriverBlockMeta,
  type DriverOption,
  driverOptions,
  type FieldMeta,
} from "../../../.gen/nomad";
import { formatDuration, type JobSpec } from "../../../constructs/spec";

type Values = Record<string, unknown>;

const text = fc.oneof(
  fc.string({ unit: "grapheme", minLength: 1 }),
  fc.constantFrom("${attr.kernel.name}", "%{ if }", '"quoted"', "two\nlines", "$${kept}", "ünïcode 日本 🙂"),
);
const label = fc.stringMatching(/^[a-z][a-z0-9_-]{0,8}$/).filter((name) => name !== "default");
const texts = fc.array(text, { minLength: 1, maxLength: 3 });
const dictionary = <T>(value: Arbitrary<T>) => fc.dictionary(label, value, { minKeys: 1, maxKeys: 3 });
const nanoseconds = (min: number) => fc.integer({ min, max: 10 ** 15 });
const json = fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value)));

/** A job with any fields that exist, in the form in which decoding writes them: what says nothing is not there. */
export const arbitraryJob = block("JobSpec", 0).filter(
  (job) => job.id !== job.name,
) as Arbitrary<unknown> as Arbitrary<JobSpec>;

/** Every field of a block is there or not; deep ones get few, so that jobs stay of a size that people can read. */
function block(name: BlockName, depth: number): Arbitrary<Values> {
  const { fields } = blocks[name];
  const required: Record<string, Arbitrary<unknown>> = {};
  const optional: Record<string, Arbitrary<unknown>> = {};
  for (const [key, meta] of Object.entries(fields)) {
    const alwaysImplied = meta.values?.length === 1 && meta.values[0] === implied(meta);
    if (meta.kind !== "config" && key !== "driver" && !alwaysImplied) {
      (meta.required ? required : optional)[key] = field(key, meta, depth);
    }
  }
  const names = Object.keys(optional);
  // the fields are chosen before they are made, else every job would be built whole and then cut
  const chosen = fc
    .subarray(names, { maxLength: Math.min(names.length, depth < 3 ? 6 : 3) })
    .chain((keys) => fc.record(Object.fromEntries(keys.map((key) => [key, optional[key] as Arbitrary<unknown>]))));
  const parts: Arbitrary<Values>[] = [fc.record(required), chosen];
  if (fields.driver) {
    parts.push(driver());
  }
  return fc.tuple(...parts).map((all) => Object.assign({}, ...all));
}

function field(key: string, meta: FieldMeta, depth: number): Arbitrary<unknown> {
  const inner = meta.block as BlockName;
  switch (meta.kind) {
    case "string":
      return key === "name" && meta.required && !meta.values
        ? label
        : (meta.values ? fc.constantFrom(...meta.values) : text).filter((value) => value !== implied(meta));
    case "integer":
      return integer(meta).filter((value) => value !== implied(meta));
    case "boolean":
      return (meta.keepZero || meta.required ? fc.boolean() : fc.constant(true)).filter(
        (value) => value !== implied(meta),
      );
    case "duration":
      return nanoseconds(meta.keepZero || meta.required ? 0 : 1)
        .map(formatDuration)
        .filter((value) => value !== implied(meta));
    case "strings":
      return texts;
    case "integers":
      return fc.array(integer(meta), { minLength: 1 });
    case "stringMap":
      return dictionary(text);
    case "stringsMap":
      return dictionary(texts);
    case "block":
    case "oneBlock":
      return fc.constant(null).chain(() => block(inner, depth + 1));
    case "blocks":
    case "blockMap":
      return fc.constant(null).chain(() => items(meta, inner, depth + 1));
    default:
      return dictionary(json);
  }
}

/** The value that decoding leaves out because Nomad's parser writes it by itself. */
function implied(meta: FieldMeta): unknown {
  return meta.filledByParser ? meta.default : undefined;
}

function integer({ min = -1000, max = 1000, keepZero, required }: FieldMeta): Arbitrary<number> {
  return fc.integer({ min, max }).filter((value) => value !== 0 || keepZero === true || required === true);
}

/** Items of different names, in the order that the split of the wire gives them back. */
function items(meta: FieldMeta, inner: BlockName, depth: number): Arbitrary<Values[]> {
  const list = fc.uniqueArray(block(inner, depth), {
    minLength: 1,
    maxLength: depth > 2 ? 1 : 2,
    selector: (item) => (blocks[inner].fields.name?.required ? item.name : item),
    comparator: (a, b) => a === b,
  });
  const { split } = meta;
  if (!split) {
    return list;
  }
  const goesElsewhere = (item: Values) => (split.first ? item[split.by] === undefined : item[split.by] !== undefined);
  return list.map((all) => {
    const elsewhere = all.filter(goesElsewhere);
    return [...elsewhere, ...all.filter((item) => !elsewhere.includes(item))];
  });
}

/** A driver that we know with its options, or another with any. */
function driver(): Arbitrary<Values> {
  const known = Object.entries(driverOptions).map(([name, meta]) =>
    body(meta)
      .filter((config) => Object.keys(config).length > 0)
      .map((config) => ({ driver: name, config })),
  );
  return fc.oneof(
    ...known,
    dictionary(json).map((config) => ({ driver: "exec2", config })),
  );
}

function body(meta: DriverBlockMeta): Arbitrary<Values> {
  const entries = Object.entries(meta.options);
  return fc.record(Object.fromEntries(entries.map(([key, one]) => [key, option(one)])), {
    requiredKeys: entries.filter(([, one]) => one.required).map(([key]) => key),
  });
}

function option(meta: DriverOption): Arbitrary<unknown> {
  switch (meta.kind) {
    case "string":
      return text;
    case "number":
      return fc.oneof(fc.integer(), fc.constant("${meta.n}"));
    case "boolean":
      return fc.oneof(fc.boolean(), fc.constant("${meta.b}"));
    case "strings":
      return texts;
    case "any":
      return fc.oneof(text, texts);
    case "stringMap":
      return dictionary(text);
    case "numberMap":
      return dictionary(fc.integer());
    case "block":
      return body(meta.options as DriverBlockMeta);
    case "blocks":
      return fc.array(body(meta.options as DriverBlockMeta), { minLength: 1, maxLength: 2 });
  }
}
