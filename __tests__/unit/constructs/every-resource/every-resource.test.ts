import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import TYPES from "../../../../provider/internal/resourcetype/types.json";
import { version } from "../../../../provider/internal/version/version.json";
import { synthesize } from "./program";

/**
 * Written by the version of 2026-11-28, before the refactoring of issue 13. It changes only with a BREAKING entry in CHANGELOG; the
 * stack "jobs" changed with `detach` and the versions of HashiCorp's providers.
 */
const BASELINE = path.join(__dirname, "__snapshots__");

const outdir = mkdtempSync(path.join(tmpdir(), "cdknomad-every-resource-"));
afterAll(() => rmSync(outdir, { recursive: true }));

/**
 * The text of a stack without the relative path from the temporary folder to the working directory, without the version of the
 * providers, and without the objects of the other stacks in the guard, which are newer than the baseline and change no resource.
 */
const text = (stack: string) =>
  ofEitherCdk(readFileSync(path.join(outdir, "stacks", stack, "cdk.tf.json"), "utf8"))
    .replace(/ *"others": \[[^\]]*\],\n/g, "")
    .replaceAll(`"version": "${version}"`, '"version": "VERSION"')
    .replaceAll(path.relative(path.join(outdir, "stacks", stack), process.cwd()), "CWD");

/**
 * The text without what the CDKs write differently: their version, and an empty object or list. cdktf lists in a comment, which Terraform ignores,
 * what was written with `addOverride`; the classes of our providers need none.
 */
function ofEitherCdk(json: string): string {
  return json
    .replace(/^ *"overrides": \{[^{}]*\},\n/m, "")
    .replace(/"version": "0\.2[14]\.0"/, '"version": "of the CDK"')
    .replace(/([{[])\s+([}\]])/g, "$1$2");
}

describe("a program with every construct and every resource type", () => {
  synthesize(outdir, Object.keys(TYPES).sort());
  const stacks = readdirSync(path.join(outdir, "stacks")).sort();

  it("has a resource of each type that the providers serve", () => {
    const types = stacks.flatMap((stack) => Object.keys(JSON.parse(text(stack)).resource ?? {}));
    expect([...new Set(types)].sort()).toEqual(expect.arrayContaining(Object.keys(TYPES).sort()));
  });

  it.each(stacks)("synthesizes %s byte for byte as before", (stack) => {
    expect(text(stack)).toBe(ofEitherCdk(readFileSync(path.join(BASELINE, `${stack}.tf.json`), "utf8")));
  });
});
