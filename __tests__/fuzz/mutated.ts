import fc, { type Arbitrary } from "fast-check";

/** Texts at which programs break: names that every object has, ends of texts in other languages, and odd characters. */
export const nastyTexts = [
  "",
  " ",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "a\u2028b",
  "a\rb",
  "\n\n",
  "\0",
  "\ud800",
  "\u202ereversed",
  "\x1b[2J\x1b]0;title\x07",
  "\x9b31m",
  "</script><script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "*/ process.exit(3) /*",
  "${`",
  "`${process.exit(3)}`",
  "[click](https://example.com)",
  "![](https://example.com/a.png)",
  "| a | b |\n|---|---|\n| 1 | 2 |",
  "```\n````\n~~~",
  "@everyone",
  "<!-- outcome -->",
  "-0",
  "1e400",
  "${attr.kernel.name}",
  "%{ if true }",
  "10d",
  "١s",
] as const;

const anything: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, 0, -0, -1, 1e21, 2 ** 53, 0.1, [], {}, [null], [[]], ...nastyTexts),
  fc.string({ unit: "binary" }),
  fc.jsonValue({ maxDepth: 2 }),
);

interface Mutation {
  /** Which part of the value, counted through. */
  readonly at: number;
  /** `alike`: a value of the same kind takes its place, so that what is behind a check of kinds is reached too. */
  readonly how: "alike" | "replace" | "remove" | "rename" | "repeat" | "add" | "swap";
  readonly name: string;
  readonly value: unknown;
}

const mutation: Arbitrary<Mutation> = fc.record({
  at: fc.nat(),
  how: fc.constantFrom(
    "alike",
    "alike",
    "alike",
    "alike",
    "alike",
    "alike",
    "replace",
    "remove",
    "rename",
    "repeat",
    "add",
    "swap",
  ),
  name: fc.oneof(fc.constantFrom(...nastyTexts), fc.string()),
  value: anything,
});

/** A JSON value in which up to four parts were replaced, removed, renamed, repeated, added or swapped. */
export function mutated(base: Arbitrary<unknown>, least = 1): Arbitrary<unknown> {
  return fc
    .tuple(base, fc.array(mutation, { minLength: least, maxLength: 4 }))
    .map(([value, mutations]) => mutations.reduce(applied, copyOf(value)));
}

/** A text in which up to six stretches of bytes were removed, doubled or overwritten. */
export function damaged(base: Arbitrary<string>): Arbitrary<string> {
  const damage = fc.record({
    at: fc.nat(),
    length: fc.integer({ min: 0, max: 12 }),
    bytes: fc.oneof(
      fc.uint8Array({ maxLength: 6 }),
      fc.constantFrom(...nastyTexts).map((text) => Buffer.from(text)),
    ),
    twice: fc.boolean(),
  });
  return fc.tuple(base, fc.array(damage, { minLength: 1, maxLength: 6 })).map(([text, damages]) =>
    damages
      .reduce<Buffer>((bytes, { at, length, bytes: fresh, twice }) => {
        const place = at % (bytes.length + 1);
        const kept = twice ? bytes.subarray(place, place + length) : Buffer.from(fresh);
        return Buffer.concat([bytes.subarray(0, place), kept, bytes.subarray(place + (twice ? 0 : length))]);
      }, Buffer.from(text))
      .toString("utf8"),
  );
}

/** A copy by way of JSON: one of `structuredClone` has, under jest, other prototypes than the program that it is given to. */
function copyOf(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

/** The holder of each part: an object or a list, and the key in it. */
function places(value: unknown): [Record<string, unknown> | unknown[], string][] {
  if (typeof value !== "object" || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, inner]) => [
    [value as Record<string, unknown>, key] as [Record<string, unknown>, string],
    ...places(inner),
  ]);
}

function alike(old: unknown, number: number, text: string): unknown {
  switch (typeof old) {
    case "string":
      return text;
    case "number":
      return number;
    case "boolean":
      return !old;
    default:
      return old;
  }
}

function applied(value: unknown, { at, how, name, value: given }: Mutation): unknown {
  const fresh = copyOf(given); // a mutation may be of what an earlier one put in
  const all = places(value);
  const [holder, key] = all[at % Math.max(all.length, 1)] ?? [];
  if (holder === undefined || key === undefined) {
    return fresh;
  }
  const old = (holder as Record<string, unknown>)[key];
  const [other, otherKey] = all[(at * 7 + 1) % all.length] ?? [holder, key];
  const put = (where: object, as: string, what: unknown) =>
    Object.defineProperty(where, as, { value: what, writable: true, enumerable: true, configurable: true });
  if (how === "alike") {
    put(holder, key, alike(old, at, name));
  } else if (how === "replace") {
    put(holder, key, fresh);
  } else if (how === "swap") {
    put(holder, key, copyOf((other as Record<string, unknown>)[otherKey]));
  } else if (Array.isArray(holder)) {
    const index = Number(key);
    holder.splice(index, how === "remove" ? 1 : 0, ...(how === "remove" ? [] : [copyOf(old)]));
  } else if (how === "remove" || how === "rename") {
    delete holder[key];
    if (how === "rename") {
      put(holder, name, old);
    }
  } else {
    put(holder, name, how === "repeat" ? copyOf(old) : fresh);
  }
  return value;
}
