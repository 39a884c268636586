/** A value at a path; the path is that of names, not of positions, where the parts of a list have names. */
export type Leaves = ReadonlyMap<string, unknown>;

/** A path in words, and whether what stands there may be shown. */
export interface Difference {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * Takes a value apart into its leaves. A part of a list goes by its name if it has one, so that one that only moved is
 * no difference; lists of plain values stay whole.
 */
export function leavesOf(value: unknown): Leaves {
  const leaves = new Map<string, unknown>();
  collect(value, "", leaves);
  return leaves;
}

/** The paths at which two sets of leaves differ, in the order of the first, then of the second. */
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

/** What JSON calls an object; an instance of a class, as a covered secret, is a leaf. */
function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** Null, `{}` and `[]` say the same to Terraform's reader as nothing. */
function isEmpty(value: unknown): boolean {
  return (Array.isArray(value) && value.length === 0) || (isObject(value) && Object.keys(value).length === 0);
}

function join(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}
