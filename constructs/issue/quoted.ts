/** Names as a list for a message: `"a", "b"`, or `none` for an empty list. */
export function quoted(names: Iterable<string>): string {
  return [...names].map((name) => `"${name}"`).join(", ") || "none";
}
