import { withCode } from "../errors";
import { resourceTypes } from "./resource-types";

/** Values of a resource by the names of Terraform's attributes. */
type Values = Readonly<Record<string, unknown>>;

/** An object on a cluster that a resource manages. */
export interface ManagedObject {
  /** Construct path or address of the resource, for messages. */
  readonly owner: string;
  /** Readable kind, such as `acl policy`. */
  readonly kind: string;
  /** Readable name, such as `default/web`. */
  readonly name: string;
  /** Kind, name, and cluster: equal for two resources that manage the same object. */
  readonly key: string;
  /** The key in Consul's KV store and the cluster of the store; absent for other objects. */
  readonly entry?: { readonly store: string; readonly path: string; readonly isPrefix: boolean };
}

/** Attributes that separate objects with the same name, where a type has them. */
const SCOPES = ["datacenter", "partition", "region"];

/**
 * Returns the objects that a resource manages. A name that is known only after an apply is no object; so is one that several
 * objects may have.
 *
 * @param owner construct path or address of the resource
 * @param values the attributes; a job has its specification in `jobspec`
 * @param cluster distinguishes the clusters of a program
 */
export function managedObjects(owner: string, type: string, values: Values, cluster: string): ManagedObject[] {
  const row = resourceTypes.get(type);
  if (row === undefined || row.shared || isRepeated(values)) {
    return [];
  }
  const isJob = type === "nomad_job";
  const scopes = isJob ? [] : SCOPES.map((name) => values[name] ?? ""); // the specification has the region of a job
  if (!scopes.every(isKnown)) {
    return [];
  }
  const store = JSON.stringify([cluster, values.namespace ?? "", ...scopes]);
  if (type === "consul_keys") {
    return writtenKeys(values).map((path) => keyEntry(owner, store, path));
  }
  const { kind, identity } = row;
  const named = isJob ? jobNames(values) : values;
  const parts = identity?.map((name) => (name === "namespace" ? named[name] || "default" : named[name]));
  if (!parts?.every((part) => part !== "" && isKnown(part))) {
    return [];
  }
  const object = {
    owner,
    kind,
    name: parts.join("/"),
    key: JSON.stringify([cluster, kind, ...scopes, isJob ? (named.region ?? "") : "", ...parts]),
  };
  return type === "consul_key_prefix"
    ? [{ ...object, entry: { store, path: String(parts[0]), isPrefix: true } }]
    : [object];
}

/** Returns an entry of Consul's KV store, such as a state, as an object. */
export function keyEntry(owner: string, store: string, path: string): ManagedObject {
  const kind = "consul key";
  return { owner, kind, name: path, key: JSON.stringify([store, kind, path]), entry: { store, path, isPrefix: false } };
}

/**
 * Returns one message for each object that is managed twice, and for each key that another resource manages with all keys
 * below a prefix.
 */
export function managedTwice(objects: readonly ManagedObject[]): string[] {
  const owners = new Map<string, ManagedObject>();
  const prefixes = new Map<string, ManagedObject>();
  for (const object of objects) {
    if (object.entry?.isPrefix && !prefixes.has(prefixKey(object.entry.store, object.entry.path))) {
      prefixes.set(prefixKey(object.entry.store, object.entry.path), object);
    }
  }
  return objects.flatMap((object) => {
    const first = owners.get(object.key);
    if (first) {
      return problemOf(
        object,
        `[${first.owner}] manages the same object, so that an apply of one undoes or deletes what the other one wrote; remove one of them`,
      );
    }
    owners.set(object.key, object);
    const around = prefixAround(object, prefixes);
    return around
      ? problemOf(
          object,
          `it is inside the ${around.kind} ${around.name} of [${around.owner}], which deletes keys that it does not declare; declare the keys there, or choose a path outside of the prefix`,
        )
      : [];
  });
}

function problemOf({ owner, kind, name }: ManagedObject, reason: string): string {
  return withCode("managed-twice", `[${owner}] ${`${kind} ${name}`.trim()}: ${reason}`);
}

function prefixKey(store: string, path: string): string {
  return `${store}\n${path}`;
}

/** Returns the shortest prefix of another resource that contains an entry. */
function prefixAround(
  { entry }: ManagedObject,
  prefixes: ReadonlyMap<string, ManagedObject>,
): ManagedObject | undefined {
  if (!entry || prefixes.size === 0) {
    return undefined;
  }
  const longest = entry.isPrefix ? entry.path.length - 1 : entry.path.length;
  for (let length = 0; length <= longest; length++) {
    const found = prefixes.get(prefixKey(entry.store, entry.path.slice(0, length)));
    if (found) {
      return found;
    }
  }
  return undefined;
}

/** Returns the keys that a resource of the type `consul_keys` writes; it only reads a key without a value. */
function writtenKeys({ key }: Values): string[] {
  const blocks = Array.isArray(key) ? (key as readonly Values[]) : [];
  return blocks.flatMap(({ path, value }) => (value != null && isKnown(path) ? String(path) : []));
}

/** Returns id, namespace, and region of a job: those of the specification, which a program has, or those of a state. */
function jobNames(values: Values): Values {
  try {
    const document = JSON.parse(String(values.jobspec));
    const { ID, Namespace, Region } = document.Job ?? document;
    return { id: ID, namespace: Namespace, region: Region };
  } catch {
    return values;
  }
}

/** Whether the resource stands for several objects or for none, so that its names are not those of one object. */
function isRepeated({ count, for_each: each }: Values): boolean {
  return count !== undefined || each !== undefined;
}

/** Whether a value is a text without an expression of Terraform. `$${` is not an expression. */
function isKnown(value: unknown): boolean {
  return typeof value === "string" && !/(?<![$%])(?:[$%]{2})*[$%]\{/.test(value);
}
