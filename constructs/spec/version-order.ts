/**
 * Whether a version comes before another, by as many of its numbers as the other has: `1.9.8` before `1.10`, `1.10.2` not. What is
 * no number, as in `1.2.0-dev`, counts as 0.
 */
export function isOlder(version: string, wanted: string): boolean {
  const [is, oldest] = [version, wanted].map((text) =>
    text.split(/[.-]/).map((part) => Number.parseInt(part, 10) || 0),
  );
  for (const [index, part] of (oldest ?? []).entries()) {
    const own = is?.[index] ?? 0;
    if (own !== part) {
      return own < part;
    }
  }
  return false;
}
