import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const loader = path.join(__dirname, "..", "..", "..", "bin", "typescript.cjs");

describe("the loader of TypeScript in a clone", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "cdknomad-typescript-test-"));
  const entry = path.join(folder, "entry.ts");
  const source = path.join(folder, "source.ts");
  const kept = path.join(folder, `compiled-for-cdknomad-${process.getuid?.()}`);
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Loads the source in a process of its own; returns what it prints, and which compiler was loaded. */
  function load(...args: string[]): string[] {
    const script = `
      require(${JSON.stringify(loader)});
      const { text } = require(${JSON.stringify(entry)});
      console.log(JSON.stringify([text, ...Object.keys(require.cache)]));`;
    const env = { ...process.env, TMPDIR: folder };
    const { stdout, stderr } = spawnSync(process.execPath, ["-e", script, "--", ...args], { encoding: "utf8", env });
    expect(stderr).toBe("");
    const [text, ...files] = JSON.parse(stdout) as string[];
    const compilers = ["typescript", "tsx"].filter((name) =>
      files.some((file) => file.includes(`/node_modules/${name}/`)),
    );
    return [text ?? "", ...compilers];
  }

  it("compiles a file once, and again when it changed", () => {
    writeFileSync(source, 'export const text: string = "first";');
    writeFileSync(entry, 'export { text } from "./source";');
    writeFileSync(path.join(folder, "source.json"), '{"text": "the data beside the module"}');
    expect(load()).toEqual(["first", "typescript"]);
    expect(load()).toEqual(["first"]);
    writeFileSync(source, 'export const text: string = "other";');
    expect(load()).toEqual(["other", "typescript"]);
    expect(load()).toEqual(["other"]);
  });

  it("shows the lines of the source with --verbose", () => {
    expect(load("--verbose")).toEqual(["other", "tsx"]);
  });

  it("runs no code that another user could have written", () => {
    for (const file of readdirSync(kept).map((name) => path.join(kept, name))) {
      writeFileSync(file, readFileSync(file, "utf8").replace("other", "planted"));
    }
    expect(load()).toEqual(["planted"]); // the folder is trusted as long as it belongs to this user alone
    chmodSync(kept, 0o777);
    expect(load()).toEqual(["other", "tsx"]);
  });
});
