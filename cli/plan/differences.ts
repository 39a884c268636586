/** The values of an object by their paths. An element of a list is in the path by its name if it has one. */
export type Leaves = ReadonlyMap<string, unknown>;

/** A path whose values differ. */
export interface Difference {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * Returns the leaves of a value. An element of a list is identified by its name if it has one, so that a moved element is
 * not a difference; a list of plain values is one leaf.
 */
export function leavesOf(value: unknown): Leaves {
  const leaves = new Map<string, unknown>();
  collect(value, "", leaves);
  return leaves;
}

/** Returns the paths with different values, in the order of the first side, then of the second. */
export function differences(before: Leaves, after: Leaves): Difference[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths]
    .map((path) => ({ path, before: before.get(path), after: after.get(path) }))
    .filter((difference) => JSON.stringify(difference.before) !== JSON.stringify(difference.after));
}

function collect(value: unknown, path: string, leaves: Map<string, unknown>): void {
  if (Array.isArray(value) && value.length > 0 && value.every(isObject)) {
    const seen = new Map<string, number>();
    for (const [index, item] of value.entries()) {
      const name = nameOf(item) ?? String(index);
      const again = seen.get(name) ?? 0;
      seen.set(name, again + 1);
      collect(item, join(path, again === 0 ? name : `${name}#${again + 1}`), leaves);
    }
    return;
  }
  if (isObject(value) && Object.keys(value).length > 0) {
    for (const [key, inner] of Object.entries(value)) {
      collect(inner, join(path, key), leaves);
    }
    return;
  }
  if (value !== undefined && value !== null && !isEmpty(value)) {
    leaves.set(path, value);
  }
}

function nameOf(item: Record<string, unknown>): string | undefined {
  const name = item.name ?? item.Name ?? item.destination ?? item.Label;
  return typeof name === "string" && name !== "" ? name : undefined;
}

/** Whether a value is an object of JSON. An instance of a class, such as a hidden secret, is a leaf. */
function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** Whether a value is `{}` or `[]`, which mean the same as an absent value. */
function isEmpty(value: unknown): boolean {
  return (Array.isArray(value) && value.length === 0) || (isObject(value) && Object.keys(value).length === 0);
}

function join(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}
