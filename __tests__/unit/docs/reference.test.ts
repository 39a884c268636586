import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { repository } from "./page";

jest.setTimeout(600_000);

test("`npm run docs` writes the API reference without a warning: every public symbol has a docstring, and every link has a target", () => {
  const typedoc = path.join(repository, "node_modules", "typedoc", "bin", "typedoc");
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [typedoc, "--emit", "none", "--treatWarningsAsErrors"],
    { cwd: repository, encoding: "utf8" },
  );
  expect(`${stdout}${stderr}`).not.toMatch(/\[(warning|error)\]/);
  expect(status).toBe(0);
});

test("an exported symbol without a docstring fails the reference", () => {
  const project = mkdtempSync(path.join(tmpdir(), "cdknomad-reference-"));
  try {
    const { plugin: _, ...settings } = JSON.parse(readFileSync(path.join(repository, "typedoc.json"), "utf8"));
    const files = {
      "index.ts": "export function undocumented(): void {}\n",
      "tsconfig.json": JSON.stringify({ files: ["index.ts"] }),
      "typedoc.json": JSON.stringify({ ...settings, entryPoints: ["index.ts"], tsconfig: "tsconfig.json" }),
    };
    for (const [file, text] of Object.entries(files)) {
      writeFileSync(path.join(project, file), text);
    }
    const typedoc = path.join(repository, "node_modules", "typedoc", "bin", "typedoc");
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [typedoc, "--emit", "none", "--treatWarningsAsErrors"],
      { cwd: project, encoding: "utf8" },
    );
    expect(`${stdout}${stderr}`).toContain("undocumented (CallSignature)");
    expect(status).not.toBe(0);
  } finally {
    rmSync(project, { recursive: true });
  }
});
