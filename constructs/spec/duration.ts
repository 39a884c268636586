const NANOSECONDS: ReadonlyMap<string, bigint> = new Map([
  ["h", 3_600_000_000_000n],
  ["m", 60_000_000_000n],
  ["s", 1_000_000_000n],
  ["ms", 1_000_000n],
  ["us", 1_000n],
  ["µs", 1_000n],
  ["ns", 1n],
]);

/** Go keeps a duration in 64 bits. */
const LONGEST = 2n ** 63n - 1n;

const WHOLE = /^[+-]?(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|ms|s|m|h))+$/;
const PART = /(\d*)(?:\.(\d*))?(ns|us|µs|ms|s|m|h)/g;

/**
 * Returns the nanoseconds of a duration, exactly as Go parses it.
 *
 * @param text a duration such as `"1h30m"`
 * @returns the nanoseconds; undefined for a text that is not a duration, is too long for Go, or has no exact number in JavaScript (some
 * fractions above 104 days)
 * @see https://pkg.go.dev/time#ParseDuration
 */
export function parseDuration(text: string): number | undefined {
  if (text === "0") {
    return 0;
  }
  if (!WHOLE.test(text)) {
    return undefined;
  }
  let sum = 0n;
  for (const [, whole = "", fraction = "", unit = ""] of text.matchAll(PART)) {
    const scale = NANOSECONDS.get(unit) ?? 0n;
    sum += BigInt(whole || "0") * scale;
    if (fraction !== "") {
      sum += (BigInt(fraction) * scale) / 10n ** BigInt(fraction.length);
    }
  }
  const exact = Number(sum);
  if (sum > LONGEST || BigInt(exact) !== sum) {
    return undefined;
  }
  return text.startsWith("-") && exact !== 0 ? -exact : exact;
}

/**
 * Returns a duration such as `"1h30m"` for a number of nanoseconds: whole numbers of units, the largest unit first.
 *
 * @param nanoseconds a duration in the JSON of Nomad's API
 * @see https://pkg.go.dev/time#Duration.String
 */
export function formatDuration(nanoseconds: number): string {
  let rest = BigInt(Math.abs(nanoseconds));
  let text = "";
  for (const unit of ["h", "m", "s", "ms", "us", "ns"]) {
    const scale = NANOSECONDS.get(unit) ?? 1n;
    if (rest >= scale) {
      text += `${rest / scale}${unit}`;
      rest %= scale;
    }
  }
  return text === "" ? "0s" : `${nanoseconds < 0 ? "-" : ""}${text}`;
}
