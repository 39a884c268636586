import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const command = path.join(__dirname, "..", "..", "..", "bin", "cdknomad");

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "cdknomad-init-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Runs `cdknomad init` and returns the text of each file by its path. */
function init(...words: readonly string[]): Readonly<Record<string, string>> {
  execFileSync(process.execPath, [command, "init", folder, "--name", "homelab", ...words], { stdio: "ignore" });
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
  return Object.fromEntries(files.map((file) => [file, readFileSync(path.join(folder, file), "utf8")]));
}

/** The files that import or name a package. */
function filesWith(files: Readonly<Record<string, string>>, name: string): string[] {
  return Object.keys(files)
    .filter((file) => files[file]?.includes(`"${name}"`))
    .sort();
}

test("a project uses cdktf", () => {
  const files = init();
  const { dependencies, devDependencies } = JSON.parse(files["package.json"] ?? "");
  expect(dependencies).toMatchObject({ cdktf: "0.21.0", constructs: "10.8.1" });
  expect({ ...dependencies, ...devDependencies }).not.toHaveProperty("cdktn");
  expect(filesWith(files, "cdktf")).toEqual(["__tests__/stacks.test.ts", "package.json"]);
  expect(Object.keys(files).filter((file) => /\{\{(name|cdk)/.test(files[file] ?? ""))).toEqual([]);
});

test("with --cdk cdktn, a project uses cdktn and its command, and nothing in it names cdktf", () => {
  const files = init("--cdk", "cdktn");
  const { dependencies, devDependencies, scripts } = JSON.parse(files["package.json"] ?? "");
  expect(dependencies).toMatchObject({ cdktn: "0.24.0", constructs: "10.7.2" });
  expect(devDependencies).toMatchObject({ "cdktn-cli": "0.24.0" });
  expect(scripts).toMatchObject({ synth: "cdktn synth", plan: "cdknomad plan" });
  expect(filesWith(files, "cdktn")).toEqual(["__tests__/stacks.test.ts", "package.json"]);
  expect(filesWith(files, "cdktf")).toEqual([]);
  expect(files["README.md"]).toContain("with [CDK Terrain](https://cdktn.io)");
});

test("another CDK is refused, with those that there are", () => {
  const { status, stderr } = spawnSync(process.execPath, [command, "init", folder, "--cdk", "cdk8s"], {
    encoding: "utf8",
  });
  expect(status).toBe(1);
  expect(stderr).toContain("cdktf, cdktn");
  expect(readdirSync(folder)).toEqual([]);
});
