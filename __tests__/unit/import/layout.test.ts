import fc from "fast-check";
import type { Code } from "../../../cli/import/code";
import { layout } from "../../../cli/import/layout";
import { stringLiteral } from "../../../cli/import/string-literal";
import { formatted } from "./biome";

const text = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom("a\nb\n", `\${NOMAD_TASK_DIR}`, "it's", 'say "a"', "\\d+`", "line\r\nline\t\u0007", "x".repeat(115)),
  fc.string({ minLength: 60, maxLength: 130, unit: fc.constantFrom("a", "b", " ", "/") }),
);
const scalar = fc.oneof(
  text.map((value): Code => ({ kind: "scalar", text: stringLiteral(value) })),
  fc.integer().map((value): Code => ({ kind: "scalar", text: String(value) })),
  fc.boolean().map((value): Code => ({ kind: "scalar", text: String(value) })),
);
const key = fc.oneof(
  fc.constantFrom("to", "name", "count", "healthyDeadline", "a".repeat(50)),
  fc.constantFrom("com.docker.x", "a-b", "1x", "80", "0.5").map((name) => JSON.stringify(name)),
);
const remark = fc.option(fc.constantFrom("why", "x".repeat(100)), { nil: undefined });
const remarks = fc.array(fc.constantFrom("first", "", "  indented"), { maxLength: 2 });
const { code } = fc.letrec<{ code: Code }>((tie) => ({
  code: fc.oneof(
    { depthSize: "medium", withCrossShrink: true },
    scalar,
    fc
      .uniqueArray(fc.record({ key, value: tie("code"), above: remarks, beside: remark }), {
        maxLength: 4,
        selector: ({ key }) => key,
      })
      .chain((entries) =>
        fc.boolean().map((expand): Code => ({ kind: "object", entries, expand: expand && entries.length > 0 })),
      ),
    fc.array(fc.record({ value: tie("code") }), { maxLength: 4 }).map((items): Code => ({ kind: "array", items })),
    fc.array(fc.integer({ min: -9, max: 99_999 }), { minLength: 2, maxLength: 40 }).map(
      (numbers): Code => ({
        kind: "array",
        items: numbers.map((n) => ({ value: { kind: "scalar", text: `${n}` } })),
      }),
    ),
    fc.tuple(text, tie("code")).map(
      ([name, config]): Code => ({
        kind: "call",
        callee: "otherDriver",
        arguments: [
          { kind: "scalar", text: stringLiteral(name.slice(0, 8).replaceAll("\n", "")) },
          { kind: "object", entries: [{ key: "config", value: config }], expand: true },
        ],
      }),
    ),
  ),
}));

describe("the layout of imported code", () => {
  it("is the layout of the formatter", () => {
    const sources = fc
      .sample(code, { numRuns: 1000, seed: 8 })
      .map((value): Code => ({ kind: "object", entries: [{ key: "value", value }], expand: true }))
      .map((value) => `export const it = ${layout(value, "", "export const it = ")};\n`);
    expect(sources).toEqual(formatted(sources));
  });
});

describe("a text as a literal", () => {
  it("has the same value", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (written) => {
        expect(new Function(`return ${stringLiteral(written)}`)()).toBe(written);
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.constantFrom("$", "{", "`", "\\", "\n", "\r", '"', "'", "\u2028", "a", " ")), (parts) => {
        const written = parts.join("");
        expect(new Function(`return ${stringLiteral(written)}`)()).toBe(written);
      }),
    );
  });

  it("keeps the lines of a text and Nomad's interpolation readable", () => {
    expect(stringLiteral("a = ${NOMAD_IP}\n\tb\n")).toBe("`a = \\${NOMAD_IP}\n\tb\n`");
    expect(stringLiteral("${attr.kernel.name}")).toBe('"${attr.kernel.name}"');
    expect(stringLiteral("one line\n")).toBe('"one line\\n"');
    expect(stringLiteral('{"a": "it\'s"}')).toBe(`'{"a": "it\\'s"}'`);
  });
});
