/**
 * A size with its unit: `"10GiB"` has the factor 1024, `"10GB"` the factor 1000.
 * @see https://developer.hashicorp.com/nomad/docs/other-specifications/volume/host#capacity_min
 */
export type VolumeSize = `${number}${"" | " "}${"B" | `${"K" | "M" | "G" | "T" | "P"}${"iB" | "B"}`}`;

/** The bytes of a size; `undefined` if the text is none. */
export function bytesOf(size: string): number | undefined {
  const [, amount, prefix, binary] = /^(\d+(?:\.\d+)?) ?([KMGTP]?)(i?)B$/.exec(size) ?? [];
  if (amount === undefined || prefix === undefined || (prefix === "" && binary !== "")) {
    return undefined;
  }
  return Math.floor(Number(amount) * (binary ? 1024 : 1000) ** " KMGTP".indexOf(prefix || " "));
}

/** What is wrong with the sizes that are asked of a volume, each with the field that it is about. */
export function sizeProblems(sizes: { readonly capacityMin?: string; readonly capacityMax?: string }): string[] {
  const bytes = new Map<string, number>();
  const problems: string[] = [];
  for (const field of ["capacityMin", "capacityMax"] as const) {
    const size = sizes[field];
    const count = size === undefined ? undefined : bytesOf(size);
    if (count !== undefined) {
      bytes.set(field, count);
    } else if (size !== undefined) {
      problems.push(`${field}: got "${size}"; use a number with a unit, as "10GiB" or "500MB"`);
    }
  }
  if ((bytes.get("capacityMax") ?? Number.POSITIVE_INFINITY) < (bytes.get("capacityMin") ?? 0)) {
    problems.push(
      `capacityMax: got "${sizes.capacityMax}", which is less than capacityMin "${sizes.capacityMin}"; make it as large or larger`,
    );
  }
  return problems;
}
