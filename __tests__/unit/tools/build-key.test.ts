import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BuildInputs, buildKey, sourceFiles } from "../../../tools/build-key";

const inputs: BuildInputs = { packagePath: ".", tags: ["ui"], toolchain: "go1.26 linux amd64" };

describe("the key of a build", () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "build-key-"));
    writeFileSync(join(dir, "go.mod"), "module x\n");
    mkdirSync(join(dir, "cmd"));
    writeFileSync(join(dir, "cmd", "main.go"), "package main\n");
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  it("is the same for the same files and flags", () => {
    expect(buildKey(dir, inputs)).toBe(buildKey(dir, { ...inputs }));
    expect(buildKey(dir, inputs)).toMatch(/^[0-9a-f]{16}$/);
  });

  it.each<[string, Partial<BuildInputs>]>([
    ["the package", { packagePath: "./cmd" }],
    ["a tag", { tags: [] }],
    ["the toolchain or its target", { toolchain: "go1.26 linux arm64" }],
  ])("changes with %s", (_what, changed) => {
    expect(buildKey(dir, { ...inputs, ...changed })).not.toBe(buildKey(dir, inputs));
  });

  it.each(["go.mod", "go.sum", "cmd/main.go", "cmd/other.go"])("changes with the content of %s", (file) => {
    const before = buildKey(dir, inputs);
    writeFileSync(join(dir, file), "// changed\n");
    expect(buildKey(dir, inputs)).not.toBe(before);
  });

  it("changes when a file is renamed", () => {
    const before = buildKey(dir, inputs);
    renameSync(join(dir, "cmd", "main.go"), join(dir, "cmd", "start.go"));
    expect(buildKey(dir, inputs)).not.toBe(before);
  });

  it("does not change with tests and texts, which are in no program", () => {
    const before = buildKey(dir, inputs);
    writeFileSync(join(dir, "cmd", "main_test.go"), "package main\n");
    writeFileSync(join(dir, "README.md"), "read me\n");
    expect(buildKey(dir, inputs)).toBe(before);
    expect(sourceFiles(dir)).toEqual([join(dir, "cmd/main.go"), join(dir, "go.mod")]);
  });

  it("does not change with the place of the clone", () => {
    const before = buildKey(dir, inputs);
    const elsewhere = `${dir}-moved`;
    renameSync(dir, elsewhere);
    dir = elsewhere;
    expect(buildKey(dir, inputs)).toBe(before);
  });
});
