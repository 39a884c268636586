import fc from "fast-check";
import { indentableLines } from "../../../cli/import/string-literal";
import { dedent } from "../../../constructs";

describe("dedent", () => {
  it("removes the indentation that all lines share, and the first line break", () => {
    expect(dedent`
      example.com {
        forward . ${"192.0.2.53"}

      }
    `).toBe("example.com {\n  forward . 192.0.2.53\n\n}\n");
  });

  it("does not change a value of several lines", () => {
    expect(dedent`
      ${"a\n        b"}
      c
    `).toBe("a\n        b\nc\n");
  });

  it("returns the text that the importer indented", () => {
    const text = fc
      .array(fc.constantFrom("a", " ", "  ", "\t", "\n", "{", "$", "${x}", "é"), { maxLength: 20 })
      .map((parts) => `${parts.join("")}\n`);
    fc.assert(
      fc.property(text, fc.nat({ max: 6 }), (written, depth) => {
        const lines = indentableLines(written);
        fc.pre(lines !== undefined);
        const indent = " ".repeat(depth);
        const cooked = `\n${(lines ?? []).map((line) => (line === "" ? "" : `${indent}  ${line}`)).join("\n")}\n${indent}`;
        const strings = [cooked.replaceAll("\\$", "$")];
        return dedent(Object.assign(strings, { raw: strings })) === written;
      }),
    );
  });
});
