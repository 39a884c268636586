import { driverOptions } from "../../.gen/nomad";
import { isUntyped } from "../../constructs/spec/driver";
import type { ArrayCode, Code, EntryCode, ObjectCode } from "./code";
import { jobShape, type Place, places, type Shape } from "./shape";
import { allComments, type Source } from "./source";
import { indentableLines, quoted, stringLiteral } from "./string-literal";

type Literal = Readonly<Record<string, unknown>>;

/** An object in a list takes one line if it has at most this many simple entries. */
const shortObject = 3;
/** Fields that users put last because they are long. */
const last = ["tasks", "groups"];

/**
 * Arranges a job's specification in the order of its file, with the comments of the file. Without a file, as for a running
 * job, arguments come first, then blocks, then tasks.
 *
 * @param specification the job
 * @param source the job block of the HCL file, if there is one
 */
export function arrange(specification: object, source?: Source): ObjectCode {
  return objectCode(specification as Literal, jobShape, source, true);
}

function objectCode(value: Literal, shape: Shape, source: Source | undefined, expand: boolean): ObjectCode {
  const fields = places(shape, value);
  const written = new Map<string, Source[]>();
  let homeless: string[] = [];
  for (const entry of source?.entries ?? []) {
    const key = fields.get(entry.name)?.key;
    if (key === undefined || value[key] === undefined) {
      homeless.push(...allComments(entry));
      continue;
    }
    const above = [...homeless, ...(entry.above ?? [])];
    homeless = [];
    written.set(key, [...(written.get(key) ?? []), { ...entry, above }]);
  }
  const byKey = new Map([...fields.values()].map((place) => [place.key, place]));
  const other = isOtherDriver(shape, value);
  const entries = order(value, written)
    .filter((key) => !(other && key === "config"))
    .map((key) =>
      other && key === "driver"
        ? otherDriverCode(value, written)
        : entryCode(key, value[key], byKey.get(key), written.get(key) ?? []),
    );
  const simple = entries.length <= shortObject && entries.every(({ value }) => value.kind === "scalar");
  const below = [...homeless, ...(source?.below ?? [])];
  return { kind: "object", entries, expand: entries.length > 0 && (expand || !simple), below };
}

/** Whether the driver of an object has options without types. */
function isOtherDriver(shape: Shape, { driver, config }: Literal): boolean {
  return (
    shape.kind === "block" && typeof driver === "string" && (!Object.hasOwn(driverOptions, driver) || isUntyped(config))
  );
}

function otherDriverCode({ driver, config }: Literal, written: ReadonlyMap<string, readonly Source[]>): EntryCode {
  const [source] = written.get("config") ?? [];
  const options = config === undefined ? [] : [objectCode(config as Literal, { kind: "map" }, source, true)];
  const above = ["driver", "config"].flatMap((key) => written.get(key)?.[0]?.above ?? []);
  const beside = ["driver", "config"].map((key) => written.get(key)?.[0]?.beside).find((comment) => comment);
  return {
    key: undefined,
    value: {
      kind: "call",
      callee: isUntyped(config) ? "untypedDriver" : "otherDriver",
      arguments: [{ kind: "scalar", text: quoted(String(driver)) }, ...options],
    },
    above,
    beside,
  };
}

function order(value: Literal, written: ReadonlyMap<string, unknown>): string[] {
  const keys = Object.keys(value).filter((key) => value[key] !== undefined);
  // A label comes first in HCL.
  const labels = keys.filter((key) => !written.has(key) && (key === "name" || key === "id"));
  const rest = keys.filter((key) => !written.has(key) && !labels.includes(key));
  const isLong = (key: string) => typeof value[key] === "object" && !isListOfScalars(value[key]);
  return [
    ...labels,
    ...written.keys(),
    ...rest.filter((key) => !isLong(key)),
    ...rest.filter((key) => isLong(key) && !last.includes(key)),
    ...rest.filter((key) => isLong(key) && last.includes(key)),
  ];
}

function entryCode(key: string, value: unknown, place: Place | undefined, sources: readonly Source[]): EntryCode {
  const shape: Shape = place?.shape ?? { kind: "map" };
  const name = keyText(key);
  const [first] = sources;
  if (Array.isArray(value)) {
    const isAttribute = sources.length === 1 && first?.labels === undefined && isList(first, value);
    return isAttribute
      ? {
          key: name,
          value: { ...listCode(value, shape, first?.entries ?? []), from: first?.from },
          ...comments(first),
          ...below(first),
        }
      : { key: name, value: blocksCode(value, shape, sources) };
  }
  if (typeof value === "object" && value !== null) {
    return {
      key: name,
      value: { ...objectCode(value as Literal, shape, first, true), from: first?.from },
      ...comments(first),
    };
  }
  return { key: name, value: scalarCode(value, first), ...comments(first), ...below(first) };
}

/** Returns a key of an object literal. `__proto__` is computed, because it would set the prototype otherwise. */
function keyText(key: string): string {
  if (key === "__proto__") {
    return '["__proto__"]';
  }
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key);
}

/** Whether a list was written as `name = [...]`, and not as repeated blocks. */
function isList(source: Source | undefined, value: readonly unknown[]): boolean {
  return isListOfScalars(value) || (source?.entries ?? []).every(({ name }) => name === "");
}

/** Puts the comments at the end of a value before it. */
function below(source: Source | undefined): Pick<EntryCode, "above"> {
  return source?.below?.length ? { above: [...(source.above ?? []), ...source.below] } : {};
}

function comments(source: Source | undefined): Pick<EntryCode, "above" | "beside"> {
  return source ? { above: source.above ?? [], beside: source.beside } : {};
}

function listCode(values: readonly unknown[], shape: Shape, sources: readonly Source[]): ArrayCode {
  return { kind: "array", items: values.map((value, index) => itemCode(value, shape, sources[index])) };
}

/** Repeated blocks. Their sources are found by label, or by position if they have none. */
function blocksCode(values: readonly unknown[], shape: Shape, sources: readonly Source[]): ArrayCode {
  const rest = [...sources];
  const found = values.map((value) => {
    const { name } = (value ?? {}) as { readonly name?: unknown };
    // In a free document, the label of a block is a key of the object.
    const key = shape.kind === "map" && isObject(value) ? Object.keys(value)[0] : undefined;
    const index = rest.findIndex(({ labels }) => !labels?.length || labels.at(-1) === name || labels[0] === key);
    const source = index < 0 ? undefined : rest.splice(index, 1)[0];
    const isKey = key !== undefined && source?.labels?.[0] === key && source.labels.at(-1) !== name;
    return {
      value,
      source: isKey ? { name: "", entries: [{ ...source, name: key, labels: source.labels?.slice(1) ?? [] }] } : source,
    };
  });
  // Nomad has static and dynamic ports in two lists, so their order in the file is used.
  const place = ({ source }: { source: Source | undefined }) => (source ? sources.indexOf(source) : -1);
  const inOrder = found.every(({ source }) => source) ? found.toSorted((a, b) => place(a) - place(b)) : found;
  return { kind: "array", items: inOrder.map(({ value, source }) => itemCode(value, shape, source)) };
}

function itemCode(value: unknown, shape: Shape, source: Source | undefined): ArrayCode["items"][number] {
  const above = [...(source?.above ?? []), ...(source?.beside === undefined ? [] : [source.beside])];
  if (Array.isArray(value)) {
    return { value: listCode(value, shape, source?.entries ?? []), above };
  }
  if (typeof value === "object" && value !== null) {
    return { value: objectCode(value as Literal, shape, source, false), above };
  }
  return { value: scalarCode(value, source), above };
}

function scalarCode(value: unknown, source: Source | undefined): Code {
  const lines = typeof value === "string" ? indentableLines(value) : undefined;
  const { from, parts } = source ?? {};
  if (lines !== undefined) {
    return { kind: "text", lines, from };
  }
  return {
    kind: "scalar",
    from,
    parts,
    text: typeof value === "string" ? stringLiteral(value) : JSON.stringify(value),
  };
}

function isObject(value: unknown): value is Literal {
  return typeof value === "object" && value !== null;
}

function isListOfScalars(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item !== "object");
}
