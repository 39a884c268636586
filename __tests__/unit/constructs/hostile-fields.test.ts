import { App, TerraformVariable, Testing } from "cdktf";
import fc from "fast-check";
import { ClusterStack } from "../../../constructs";
import { asTerraformNormalizes } from "../../../constructs/normalized";
import { outputsOf } from "./evaluate";
import { FIELDS, type Field, KEY_FIELDS, RUNTIME_FIELDS } from "./hostile-fields";
import { hostile, hostileStrings, isStable, PIECES } from "./hostile-text";

jest.setTimeout(3_600_000);

const MARKER = "marker";

/**
 * In the plain classes of Terraform, `${...}` and `%{...}` are Terraform's syntax, so that a program does not write them as text. It is
 * warned about a byte order mark at the start, which Terraform drops.
 */
const WRITTEN_KEY_FIELDS = Object.fromEntries(
  Object.entries(KEY_FIELDS).map(([name, build]): [string, Field] => [
    name,
    (stack, text) => build(stack, withoutTemplates(text)),
  ]),
);

const withoutTemplates = (text: string) => text.replace(/^\ufeff+|[$%]+(?=\{)/g, "");

/** The resources of a program with a text in one field, or why the synthesis refuses the text. */
function synthesize(build: Field, text: string | undefined): { body?: unknown; refusal?: string } {
  try {
    const app = new App();
    const stack = new ClusterStack(app, "case", {
      nomad: { address: "http://127.0.0.1:4646" },
      consul: { address: "http://127.0.0.1:8500" },
    });
    const variable = new TerraformVariable(stack, "v", { type: "string" });
    variable.overrideLogicalId("v");
    build(stack, text ?? variable.stringValue);
    return { body: JSON.parse(Testing.synth(stack, true)).resource };
  } catch (error) {
    return { refusal: String(error instanceof Error ? error.message : error) };
  }
}

/** A program's resources without their addresses, which derive from names. References to other resources and to secrets are plain. */
function withoutAddresses(resources: Record<string, Record<string, object>>, value: string): unknown {
  const bodies = Object.entries(resources).map(([type, all]) => [type, Object.values(all).map(withoutOrder)]);
  const text = JSON.stringify(Object.fromEntries(bodies))
    .replace(/\$\{(nomad|consul)_[a-z_]+\.[^}]*\}/g, "reference")
    .replace("${var.client_secret}", "secret");
  return JSON.parse(text.replace(/\bvar\.v\b/g, value));
}

const withoutOrder = ({ depends_on: _, ...body }: { depends_on?: unknown }) => body;

/** A document with its texts: JSON and HCL are parsed, so that a text cannot hide what it adds to them. */
function parsed(value: unknown, key = ""): unknown {
  if (typeof value === "string" && (key === "jobspec" || key === "config_json")) {
    return { json: JSON.parse(value) };
  }
  if (typeof value === "string" && ["rules_hcl", "rules", "selector"].includes(key)) {
    const string = /"(?:[^"\\]|\\.)*"/g;
    return {
      structure: value.replace(string, "text"),
      texts: (value.match(string) ?? []).map((text) => JSON.parse(withEscapes(text))),
    };
  }
  if (Array.isArray(value)) {
    return value.map((item) => parsed(item));
  }
  return typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, parsed(item, name)]))
    : value;
}

/** A string of Go may contain control characters such as a tab. */
const withEscapes = (text: string) => text.replace(/\p{Cc}/gu, (control) => JSON.stringify(control).slice(1, -1));

/** The document of the marker with a text in its place, as Terraform keeps it. */
function withText(value: unknown, text: string): unknown {
  const put = (part: string) => asTerraformNormalizes(part.replaceAll(MARKER, () => text));
  return mapped(value, put);
}

function mapped(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") {
    return change(value);
  }
  if (Array.isArray(value)) {
    return value.map((item) => mapped(item, change));
  }
  return typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [change(key), mapped(item, change)]))
    : value;
}

/** Evaluates programs with a list of runtime values. */
function evaluated(values: readonly string[], bodies: readonly unknown[]): unknown[] {
  const variable = { values: { type: "list(string)", default: values } };
  const { all } = outputsOf({ variable, output: { all: { value: bodies } } });
  return all as unknown[];
}

/**
 * `CDKNOMAD_HOSTILE_STRINGS=10000 npx jest __tests__/unit/constructs/hostile-fields.test.ts` is the full run: each string is a
 * program of its own, in one field after the other.
 */
describe("a hostile text", () => {
  const isFullRun = process.env.CDKNOMAD_HOSTILE_STRINGS !== undefined;

  it.each([
    ["written in the program", { ...FIELDS, ...WRITTEN_KEY_FIELDS }, false],
    ["that Terraform knows only later", { ...FIELDS, ...RUNTIME_FIELDS, ...KEY_FIELDS }, true],
  ] as const)("%s arrives byte for byte in every text field, or is refused at synthesis", (_, fields, isRuntime) => {
    const all = Object.entries(fields);
    const turns = [...all.keys()];
    if (!isFullRun) {
      // One text per field, and more for the fields of the classes that do not escape their texts.
      turns.push(...turns.slice(-Object.keys(KEY_FIELDS).length).flatMap((field) => Array<number>(6).fill(field)));
    }
    const count = isFullRun ? hostileStrings : turns.length;
    const sample = [...new Set([...PIECES, ...fc.sample(hostile, { numRuns: 2 * count, seed: 20261130 })])];
    const texts = sample.filter((text) => !isRuntime || isStable(text)).slice(0, count);
    const markers = evaluated(
      [],
      all.map(([, build]) => {
        const { body, refusal } = synthesize(build, MARKER);
        return refusal === undefined ? withoutAddresses(body as never, "") : null;
      }),
    ).map((value) => parsed(value));
    const problems: string[] = [];
    const figures = { arrived: 0, refused: 0 };
    for (let from = 0; from < texts.length; from += 400) {
      const batch = texts.slice(from, from + 400).map((text, index) => {
        const at = turns[(from + index) % turns.length] as number;
        const [field, build] = all[at] as [string, Field];
        return { text, at, field, ...synthesize(build, isRuntime ? undefined : text) };
      });
      for (const { field, text, refusal } of batch) {
        if (refusal !== undefined) {
          figures.refused += 1;
          if (!/\[.*\] \S+/s.test(refusal)) {
            problems.push(`${field}: ${JSON.stringify(text)}: ${refusal}`);
          }
        }
      }
      const accepted = batch.filter(({ refusal }) => refusal === undefined);
      const values = accepted.map(({ text }) => text);
      const bodies = accepted.map(({ body }, index) => withoutAddresses(body as never, `var.values[${index}]`));
      evaluated(values, bodies).forEach((value, index) => {
        const { field, text, at } = accepted[index] as (typeof accepted)[number];
        const written = isRuntime || !(field in KEY_FIELDS) ? text : withoutTemplates(text);
        const [got, expected] = [() => mapped(parsed(value), asTerraformNormalizes), withText(markers[at], written)];
        try {
          expect(got()).toEqual(expected);
          figures.arrived += 1;
        } catch (error) {
          problems.push(`${field}: ${JSON.stringify(text)}: ${error instanceof Error ? error.message : error}`);
        }
      });
    }
    expect(problems.slice(0, 20)).toEqual([]);
    expect(figures.arrived).toBeGreaterThan(texts.length / 3);
    if (isFullRun) {
      process.stdout.write(`${texts.length} texts in ${all.length} fields: ${JSON.stringify(figures)}\n`);
    }
  });
});
