import { hashOf } from "./hash";

/** A hidden secret. It is compared by its hash, so that a change is noticed without keeping the secret. */
export class Hidden {
  readonly hash: string;

  constructor(value: unknown) {
    this.hash = hashOf(JSON.stringify(value));
  }
}

/** Returns the values with every secret hidden. The marks are by position, so this precedes any comparison by name. */
export function hideSensitive(value: unknown, marks: unknown): unknown {
  const marksOf = (key: string) =>
    marks === true ? true : (marks as Record<string, unknown> | null | undefined)?.[key];
  if (Array.isArray(value)) {
    const parts = value.map((item, index) => hideSensitive(item, marksOf(String(index))));
    return parts.some((part) => part instanceof Hidden) ? new Hidden(value) : parts;
  }
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, hideSensitive(inner, marksOf(key))]));
  }
  return marks === true && value !== null && value !== undefined ? new Hidden(value) : value;
}
