import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type BuildInputs, buildKey, sourceFiles } from "../../../tools/build-key";
import { repositoryRoot } from "../../../tools/cache";

const inputs: BuildInputs = { packagePath: ".", tags: ["ui"], withCgo: false, toolchain: "go1.26 linux amd64" };

describe("the key of a build", () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(path.join(tmpdir(), "build-key-"));
    writeFileSync(path.join(dir, "go.mod"), "module x\n");
    mkdirSync(path.join(dir, "cmd"));
    writeFileSync(path.join(dir, "cmd", "main.go"), "package main\n");
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  it("is the same for the same files and flags", () => {
    expect(buildKey(dir, inputs)).toBe(buildKey(dir, { ...inputs }));
    expect(buildKey(dir, inputs)).toMatch(/^[0-9a-f]{16}$/);
  });

  it.each<[string, Partial<BuildInputs>]>([
    ["the package", { packagePath: "./cmd" }],
    ["a tag", { tags: [] }],
    ["cgo", { withCgo: true }],
    ["the toolchain or its target", { toolchain: "go1.26 linux arm64" }],
  ])("changes with %s", (_what, changed) => {
    expect(buildKey(dir, { ...inputs, ...changed })).not.toBe(buildKey(dir, inputs));
  });

  it.each(["go.mod", "go.sum", "cmd/main.go", "cmd/other.go"])("changes with the content of %s", (file) => {
    const before = buildKey(dir, inputs);
    writeFileSync(path.join(dir, file), "// changed\n");
    expect(buildKey(dir, inputs)).not.toBe(before);
  });

  it("changes with a module that go.mod replaces by a folder", () => {
    mkdirSync(path.join(dir, "cmd", "shared"));
    writeFileSync(path.join(dir, "cmd", "shared", "shared.go"), "package shared\n");
    mkdirSync(path.join(dir, "program"));
    writeFileSync(path.join(dir, "program", "go.mod"), "module y\nreplace x/shared => ../cmd/shared\n");
    const before = buildKey(path.join(dir, "program"), inputs);
    writeFileSync(path.join(dir, "cmd", "shared", "shared.go"), "package shared // changed\n");
    expect(buildKey(path.join(dir, "program"), inputs)).not.toBe(before);
  });

  it("changes when a file is renamed", () => {
    const before = buildKey(dir, inputs);
    renameSync(path.join(dir, "cmd", "main.go"), path.join(dir, "cmd", "start.go"));
    expect(buildKey(dir, inputs)).not.toBe(before);
  });

  it("changes with a file that the code embeds", () => {
    writeFileSync(
      path.join(dir, "cmd", "embed.go"),
      'package main\n\nimport _ "embed"\n\n//go:embed codes.json\nvar text string\n',
    );
    writeFileSync(path.join(dir, "cmd", "codes.json"), "[1]\n");
    const before = buildKey(dir, inputs);
    writeFileSync(path.join(dir, "cmd", "codes.json"), "[2]\n");
    expect(buildKey(dir, inputs)).not.toBe(before);
    expect(sourceFiles(dir)).toContain(path.join(dir, "cmd", "codes.json"));
  });

  it("finds every embedded file of the providers: no directive has a pattern or several names", () => {
    const sources = sourceFiles(path.join(repositoryRoot, "provider"));
    const directives = sources.flatMap((file) => readFileSync(file, "utf8").match(/^\/\/go:embed .*$/gm) ?? []);
    expect(directives.length).toBeGreaterThan(0);
    expect(sources.filter((file) => !/\.go$|go\.(mod|sum)$/.test(file))).toHaveLength(directives.length);
    expect(directives.filter((line) => !/^\/\/go:embed [\w.-]+$/.test(line))).toEqual([]);
  });

  it("does not change with tests and texts, which are in no program", () => {
    const before = buildKey(dir, inputs);
    writeFileSync(path.join(dir, "cmd", "main_test.go"), "package main\n");
    writeFileSync(path.join(dir, "README.md"), "read me\n");
    expect(buildKey(dir, inputs)).toBe(before);
    expect(sourceFiles(dir)).toEqual([path.join(dir, "cmd/main.go"), path.join(dir, "go.mod")]);
  });

  it("does not change with the place of the clone", () => {
    const before = buildKey(dir, inputs);
    const elsewhere = `${dir}-moved`;
    renameSync(dir, elsewhere);
    dir = elsewhere;
    expect(buildKey(dir, inputs)).toBe(before);
  });
});
