/** An object with fields, as opposed to a list, a class instance or nothing. */
export type PlainObject = Readonly<Record<string, unknown>>;

/** Whether a value is an object with fields. */
export function isPlainObject(value: unknown): value is PlainObject {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return false;
  }
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** The fields of an object that have a value. */
export function present(value: PlainObject): [string, unknown][] {
  return Object.entries(value).filter(([, item]) => item !== undefined);
}
