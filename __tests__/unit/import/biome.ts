import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const root = path.join(__dirname, "..", "..", "..");

/**
 * What the formatter of this repository makes of some TypeScript.
 *
 * @param sources the text of any number of modules
 * @returns the formatted text of each, in the same order
 */
export function formatted(sources: readonly string[]): string[] {
  const folder = mkdtempSync(path.join(tmpdir(), "cdknomad-format-"));
  try {
    // The settings of this repository, but for what is read of git, which knows nothing of this folder.
    const { formatter } = JSON.parse(readFileSync(path.join(root, "biome.json"), "utf8"));
    writeFileSync(path.join(folder, "biome.json"), JSON.stringify({ formatter }));
    const files = sources.map((source, index) => {
      const file = path.join(folder, `${index}.ts`);
      writeFileSync(file, source);
      return file;
    });
    const biome = require.resolve("@biomejs/biome/bin/biome");
    const { status, stderr } = spawnSync(process.execPath, [biome, "format", "--write", "."], {
      cwd: folder,
      encoding: "utf8",
    });
    if (status !== 0) {
      throw new Error(`biome ended with ${status}: ${stderr}`);
    }
    return files.map((file) => readFileSync(file, "utf8"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
