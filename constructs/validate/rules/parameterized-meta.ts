import { quoted } from "../../issue";
import { rule } from "../rule";

/** What a dispatch must and may bring. */
export const parameterizedMeta = rule({
  code: "parameterized-meta",
  level: "error",
  title: "a parameterized job both demands and merely allows a key",
  refusedByNomad: true,
  messages: {
    inBoth: ({ keys }: { readonly keys: readonly string[] }) =>
      `metaRequired also names ${quoted(keys)}; name each key in one of the two`,
  },
  *check({ spec: { parameterized } }) {
    const optional = new Set(parameterized?.metaOptional);
    const both = (parameterized?.metaRequired ?? []).filter((key) => optional.has(key));
    if (both.length > 0) {
      yield {
        path: "parameterized.metaOptional",
        problem: "inBoth",
        keys: both,
      };
    }
  },
});
