import fc from "fast-check";
import { encodeJob, type JobSpec, SpecError } from "../../../constructs/spec";
import { hostile, hostileStrings } from "../constructs/hostile-text";
import { everything } from "./fixtures/everything";

type Path = readonly (string | number)[];

/** The places of all texts below a value. */
function textPaths(value: unknown, path: Path = []): Path[] {
  if (typeof value === "string") {
    return [path];
  }
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => textPaths(item, [...path, index]));
  }
  return typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => textPaths(inner, [...path, key]))
    : [];
}

function replaced(value: unknown, path: Path, text: string): unknown {
  const [first, ...rest] = path;
  if (first === undefined) {
    return text;
  }
  if (Array.isArray(value)) {
    return value.map((item, index) => (index === first ? replaced(item, rest, text) : item));
  }
  return { ...(value as object), [first]: replaced((value as Record<string, unknown>)[String(first)], rest, text) };
}

const leaves = (value: unknown): string[] =>
  textPaths(value).map((path) =>
    String(path.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], value)),
  );

test("a hostile string in any text field of a job arrives as it is, or is refused with its path", () => {
  const places = textPaths(everything);
  const strings = fc.sample(hostile, { numRuns: hostileStrings, seed: 20261129 });
  const wrong: unknown[] = [];
  let arrived = 0;
  for (const [index, text] of strings.entries()) {
    const place = places[index % places.length] ?? [];
    try {
      const wire = encodeJob(replaced(everything, place, text) as JobSpec);
      // An empty text means the same as no text, and Nomad's API leaves it out.
      if (text === "" || leaves(wire).includes(text)) {
        arrived += 1;
      } else {
        wrong.push({ place, text });
      }
    } catch (error) {
      if (!(error instanceof SpecError) || error.issues.some(({ path }) => path === "")) {
        wrong.push({ place, text, error });
      }
    }
  }
  expect(wrong).toEqual([]);
  expect(arrived).toBeGreaterThan(strings.length / 2);
});
