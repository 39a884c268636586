import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { CodedError } from "../errors";
import { explainBuildFailure } from "./build-error";
import { type RunOptions, run } from "./run";

/**
 * Folders with files that are put into a copy of a Go module before a build, by the path of the module. Go can replace a module by a
 * folder, but no package of a module. A file `stub.go` takes the place of all Go files in its folder.
 */
export type Patches = Readonly<Record<string, string>>;

/**
 * Copies modules, puts other files into the copies, and returns the flag with which Go builds from the copies.
 *
 * @param program name of the program, for the message
 * @param dir folder of the module that requires the others, and of the folders in `patches`
 * @param work folder for the copies. Go's cache depends on it, so that an interrupted build continues only in the same one.
 * @throws CodedError if Go cannot download a module
 */
export async function patchModules(
  program: string,
  dir: string,
  patches: Patches,
  work: string,
  options: RunOptions,
): Promise<string> {
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  const replaced: string[] = [];
  for (const [module, folder] of Object.entries(patches)) {
    const copy = path.join(work, folder);
    // Files in Go's cache are read-only, and a copy has the modes of its original.
    const source = await downloaded(program, dir, module, options);
    cpSync(source, copy, { recursive: true, filter: (from) => !IGNORED.includes(path.relative(source, from)) });
    await run(["chmod", "-R", "u+w", copy]);
    removeStubbed(path.join(dir, folder), copy);
    cpSync(path.join(dir, folder), copy, { recursive: true });
    replaced.push(`replace ${module} => ${copy}`);
  }
  const goMod = readFileSync(path.join(dir, "go.mod"), "utf8");
  writeFileSync(path.join(work, "go.mod"), `${goMod}\n${replaced.join("\n")}\n`);
  cpSync(path.join(dir, "go.sum"), path.join(work, "go.sum"));
  return `-modfile=${path.join(work, "go.mod")}`;
}

/** Removes the Go files of the packages that a patch replaces as a whole: with a file `stub.go`. */
function removeStubbed(patch: string, copy: string): void {
  const stubs = readdirSync(patch, { recursive: true, encoding: "utf8" }).filter(
    (file) => path.basename(file) === STUB,
  );
  for (const folder of stubs.map((file) => path.join(copy, path.dirname(file)))) {
    for (const file of readdirSync(folder).filter((name) => name.endsWith(".go"))) {
      rmSync(path.join(folder, file));
    }
  }
}

const STUB = "stub.go";

/** Folders of modules without code of a program. */
const IGNORED = ["docs", "integration"];

/** Returns the folder of a module in Go's cache, in the version of `go.mod`; Go downloads it if necessary. */
async function downloaded(program: string, dir: string, module: string, options: RunOptions): Promise<string> {
  const read = (file: string) => readFileSync(path.join(dir, file), "utf8").split("\n");
  const words = read("go.mod").map((line) =>
    line
      .replace(/^require /, "")
      .trim()
      .split(" "),
  );
  const version = words.find(([name]) => name === module)?.[1];
  const argv = ["go", "mod", "download", "-json", `${module}@${version}`] as const;
  const { code, stdout, stderr } = await run(argv, options);
  const { Dir, Sum, Error: problem } = JSON.parse(stdout || "{}") as { Dir?: string; Sum?: string; Error?: string };
  // With a version, Go does not look into go.sum.
  const isPinned = read("go.sum").includes(`${module} ${version} ${Sum}`);
  if (code !== 0 || Dir === undefined || !isPinned) {
    const reason = problem ?? (code === 0 ? `verifying ${module}@${version}: checksum mismatch` : stderr);
    throw new CodedError("build-failed", explainBuildFailure(program, `cd ${dir} && ${argv.join(" ")}`, reason));
  }
  return Dir;
}
