import { Fn, type TerraformStack, TerraformVariable } from "cdktf";
import fc from "fast-check";
import { goString, hclString, jsonText } from "../../../constructs/generated-text";
import { literal } from "../../../constructs/literal";
import { asTerraformNormalizes } from "../../../constructs/normalized";
import { evaluate } from "./evaluate";
import { hostile, hostileStrings, isStable, PIECES } from "./hostile-text";

jest.setTimeout(300_000);

/** HCL 1 reads a string as Go does, and the tests use only escapes that JSON has too. */
const readHcl = (text: string): unknown => JSON.parse(text);

function variable(stack: TerraformStack, name: string, value: unknown, type = "string"): TerraformVariable {
  const declared = new TerraformVariable(stack, name, { type });
  declared.addOverride("default", value);
  declared.overrideLogicalId(name);
  return declared;
}

/** How many strings one run of Terraform evaluates; its time grows with the square. */
const BATCH = 500;

/** The full run of 10,000 strings: `CDKNOMAD_HOSTILE_STRINGS=10000 npx jest __tests__/unit/constructs/runtime-values.test.ts`. */
test("hostile runtime strings arrive byte for byte in JSON, in HCL, and next to plain text", () => {
  const all = [...new Set([...PIECES, ...fc.sample(hostile, { numRuns: hostileStrings, seed: 20261129 })])].filter(
    isStable,
  );
  const allPlain = fc.sample(hostile, { numRuns: all.length, seed: 7 });
  for (let from = 0; from < all.length; from += BATCH) {
    expectToArrive(all.slice(from, from + BATCH), allPlain.slice(from, from + BATCH));
  }
});

function expectToArrive(values: readonly string[], plain: readonly string[]): void {
  const outputs = evaluate((stack) => {
    const list = variable(stack, "values", values, "list(string)").listValue;
    const around = values.map((_, index) => `${plain[index]}${Fn.element(list, index)}${plain[index]}`);
    return {
      json: jsonText(around.map((text, index) => ({ [text]: text, plain: plain[index] }))),
      hcl: around.map(hclString),
      selector: values.map((_, index) => goString(`${Fn.element(list, index)}`)),
      text: plain.map(literal),
      mixed: around.map(literal),
    };
  });
  // Terraform normalizes a runtime value before this library can encode it; plain text keeps its bytes in JSON and HCL.
  const around = values.map((value, index) => `${plain[index]}${asTerraformNormalizes(value)}${plain[index]}`);
  expect(JSON.parse(outputs.json as string)).toEqual(
    around.map((text, index) => ({ [text]: text, plain: plain[index] })),
  );
  expect((outputs.hcl as string[]).map(readHcl)).toEqual(around);
  expect((outputs.hcl as string[]).filter((text) => text.includes("${"))).toEqual([]);
  // A text of a selector ends at the first quote, also after a backslash. The escapes are those of Go and JSON.
  expect((outputs.selector as string[]).filter((text) => text.includes('"'))).toEqual([]);
  expect((outputs.selector as string[]).map((text) => JSON.parse(`"${text}"`))).toEqual(
    values.map(asTerraformNormalizes),
  );
  expect(outputs.mixed).toEqual(around.map(asTerraformNormalizes));
  expect(outputs.text).toEqual(plain.map(asTerraformNormalizes));
}

test("runtime numbers, booleans, lists and maps keep their type", () => {
  const { value } = evaluate((stack) => {
    const number = variable(stack, "n", 20, "number").numberValue;
    return {
      value: jsonText({
        number,
        text: `n=${number}`,
        boolean: variable(stack, "b", true, "bool").booleanValue,
        list: variable(stack, "l", ["a", '"'], "list(string)").listValue,
        nested: [variable(stack, "l2", [1, 2], "list(number)").value],
        map: variable(stack, "m", { a: "${x}" }, "map(string)").value,
      }),
    };
  });
  expect(JSON.parse(value as string)).toEqual({
    number: 20,
    text: "n=20",
    boolean: true,
    list: ["a", '"'],
    nested: [[1, 2]],
    map: { a: "${x}" },
  });
});

test("plain values become what JSON.stringify makes of them", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value);
      fc.pre(text.normalize("NFC") === text);
      expect(jsonText(value)).toBe(literal(text));
    }),
  );
});

test("plain text keeps letters that Go's normalization takes for others", () => {
  // U+10045 ends with the same 16 bits as "E".
  const letter = "\u{10045}\u0301";
  const { json, text } = evaluate(() => ({ json: jsonText({ letter }), text: literal(letter) }));
  expect(JSON.parse(json as string)).toEqual({ letter });
  expect(text).toBe("\u00c9");
  expect(asTerraformNormalizes(letter)).toBe("\u00c9");
});

test("plain text keeps its dollar signs behind a carriage return", () => {
  const text = "\r:$${x}";
  expect(evaluate(() => ({ text: literal(text) }))).toEqual({ text });
});
