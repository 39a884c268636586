import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type AssembledStack, assemble } from "../../../cli/import/assemble";
import type { ReadJob } from "../../../cli/import/read-target";
import { writeFiles } from "../../../cli/import/write-files";
import { repositoryRoot } from "../../../tools/cache";

/** What the compiler says of some imported jobs. */
export interface Compiled {
  /** The modules that were written, and so compiled. */
  readonly modules: number;
  /** The compiler's errors, a line each. */
  readonly errors: readonly string[];
  /** The text of every module. */
  readonly texts: readonly string[];
}

/** Writes jobs as a program of their own beside this one, and compiles it with the settings of this repository. */
export function compile(jobs: readonly ReadJob[]): Compiled {
  const folder = mkdtempSync(path.join(tmpdir(), "cdknomad-compile-"));
  try {
    symlinkSync(path.join(repositoryRoot, "node_modules"), path.join(folder, "node_modules"));
    const settings = {
      extends: path.join(repositoryRoot, "tsconfig.json"),
      include: ["stacks", "__tests__"],
      ...(process.env.CDKTN && { compilerOptions: { paths: typesOfCdktn(process.env.CDKTN) } }),
    };
    writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify(settings));
    const stacks = assemble(jobs, { out: folder, stack: "all", origin: "the test", state: true });
    const files = stacks.flatMap(({ files }: AssembledStack) => files);
    writeFiles(files, { force: false });
    const tsc = require.resolve("typescript/bin/tsc");
    const { stdout } = spawnSync(process.execPath, [tsc, "--project", ".", "--listFiles"], {
      cwd: folder,
      encoding: "utf8",
      maxBuffer: 2 ** 28,
    });
    const lines = stdout.split("\n");
    return {
      modules: lines.filter((line) => line.startsWith(folder)).length,
      errors: lines.filter((line) => line.includes(": error TS")),
      texts: files.map(({ text }) => text),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Where the compiler finds the types of the cdktn with which the tests run. */
function typesOfCdktn(folder: string): Readonly<Record<string, readonly string[]>> {
  const packages = ["cdktn", "constructs"].map((name) => [name, [path.join(folder, "node_modules", name)]]);
  return Object.fromEntries(packages);
}
