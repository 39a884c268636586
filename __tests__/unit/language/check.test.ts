import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const check = path.join(__dirname, "..", "..", "..", "language", "check.ts");

/** Runs the check over a repository that holds one file, and returns the lines about the file. */
function messages(file: string, source: string): string[] {
  const folder = mkdtempSync(path.join(tmpdir(), "cdknomad-language-"));
  try {
    writeFileSync(path.join(folder, file), source);
    execFileSync("git", ["init", "--quiet"], { cwd: folder });
    execFileSync("git", ["add", file], { cwd: folder });
    const options = { cwd: folder, encoding: "utf8" } as const;
    const { stdout, status } = spawnSync(process.execPath, ["--import", require.resolve("tsx"), check], options);
    const lines = stdout.split("\n").filter((line) => line.startsWith(file));
    expect(status).toBe(lines.length > 0 ? 1 : 0);
    return lines.map((line) => line.slice(file.length + 1));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe("the glossary check", () => {
  it("reports a glossary word in Markdown, but not in code", () => {
    expect(messages("page.md", "A page.\n\nThe plan tells why. Run `tell`.\n")).toEqual([
      expect.stringContaining("3: Incorrect term: “tells”"),
    ]);
  });

  it("reports a glossary word in comments and messages of TypeScript, but not in code", () => {
    const source = 'const tell = "x";\n/** Mends it. */\nthrow new Error("it is told anew");\nfix("told");\n';
    expect(messages("file.ts", source)).toEqual([
      expect.stringContaining("2: Incorrect term: “Mends”"),
      expect.stringContaining("3: Incorrect term: “told”"),
      expect.stringContaining("3: Incorrect term: “anew”"),
      expect.stringContaining('1: name "tell"'),
    ]);
  });

  it("reports a glossary word and a declared name in Go", () => {
    const source =
      'package a\n\n// Told says nothing of the colour.\nfunc isTold() { fmt.Println("a cancelled job") }\n';
    expect(messages("file.go", source)).toEqual([
      expect.stringContaining("3: Incorrect term: “Told”"),
      expect.stringContaining("3: Incorrect term: “colour”"),
      expect.stringContaining("4: Incorrect term: “cancelled”"),
      expect.stringContaining('4: name "isTold"'),
    ]);
  });

  it("asks for such as before an example in code", () => {
    expect(messages("file.ts", "/** A duration, as `5m`. */\nexport {};\n")).toEqual([
      expect.stringContaining("1: Incorrect term: “, as"),
    ]);
  });

  it("allows a word below a comment with a reason, and nowhere else", () => {
    const source = "// glossary exception: a deployed text\nrun('names it tells');\nrun('names it tells');\n";
    expect(messages("file.ts", source)).toEqual([expect.stringContaining("3: Incorrect term: “tells”")]);
  });

  it("accepts plain English", () => {
    expect(messages("page.md", "The provider reports each change. It is not an error.\n")).toEqual([]);
  });
});
