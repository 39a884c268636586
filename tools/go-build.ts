import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { CodedError } from "../errors";
import { explainBuildFailure } from "./build-error";
import { buildKey } from "./build-key";
import { canUseCgo } from "./c-compiler";
import { cacheFolders } from "./cache";
import { noteUse } from "./cache-use";
import { compiling } from "./compiling";
import { withLock } from "./lock";
import { packagesToCompile } from "./packages-to-compile";
import { type Patches, patchModules } from "./patched-modules";
import type { Progress } from "./progress";
import { run } from "./run";

/** A program that is built from a Go module. */
export interface GoProgram {
  /** Name of the program file. */
  readonly name: string;
  /** Folder of the module with its `go.mod`. */
  readonly dir: string;
  /** Import path, or path within the module, of the main package. */
  readonly packagePath: string;
  /** Version of the program. @default - it is a part of cdknomad */
  readonly version?: string;
  /** Go build tags. @default - none */
  readonly tags?: readonly string[];
  /** Folders below `dir` with files that take the place of those of a module. @default - none */
  readonly patches?: Patches;
  /** Whether the program can do more with cgo. It is built with cgo if this host has a C compiler. @default false */
  readonly usesCgo?: boolean;
  /** Test of the built program: arguments, and text that the output must contain. @default - no test */
  readonly verify?: { readonly args: readonly string[]; readonly output: string };
}

/** Without cgo, programs are static, so that they also run in an otherwise empty image. */
const goVariables = (withCgo: boolean) => ({ CGO_ENABLED: withCgo ? "1" : "0" });

/**
 * Less frequent garbage collection saves a fifth of the compiler's time; the memory of each process is limited. The programs are the same.
 *
 * @see https://pkg.go.dev/runtime#hdr-Environment_Variables
 */
const COMPILER_MEMORY = { GOGC: "400", GOMEMLIMIT: "2GiB" };

const isBuiltWithCgo = async ({ usesCgo = false }: GoProgram) => usesCgo && (await canUseCgo());

/** File beside a built program with its version. */
export const VERSION_FILE = "version";

let toolchain: Promise<string> | undefined;

function goToolchain(): Promise<string> {
  toolchain ??= run(["go", "env", "GOVERSION", "GOOS", "GOARCH"]).then((finished) => {
    if (finished.code === 0) {
      return finished.stdout.trim().split("\n").join(" ");
    }
    throw new CodedError("build-failed", explainBuildFailure("go", "go env GOVERSION", finished.stderr));
  });
  return toolchain;
}

/**
 * Returns the path of a program built from a Go module. It builds the program unless the cache already has this build.
 *
 * The key of the cache depends on the sources, the flags, and the toolchain. The file gets its name only after it is complete
 * and ran once. An interrupted build continues from Go's own cache. Of two simultaneous builds of one program, the second waits
 * for the first.
 *
 * @throws Error with the last lines of the compiler, the command that repeats the build, and a fix.
 */
export async function goBuild(program: GoProgram, progress: Progress): Promise<string> {
  const tags = program.tags ?? [];
  const folder = await buildFolder(program);
  const target = path.join(folder, program.name);
  // In this order: what was used a moment ago is not removed.
  noteUse(folder, program.name);
  if (existsSync(target)) {
    return target;
  }
  return progress.step(`building ${program.name}`, (say) =>
    withLock(
      buildLock(program.name),
      () => say("waiting for another build of it"),
      async () => {
        if (!existsSync(target)) {
          await build(program, tags, target, say);
        }
        noteUse(folder, program.name);
        return target;
      },
    ),
  );
}

/** Returns the folder of the cache for a program as it would be built now. @throws Error without a Go toolchain */
export async function buildFolder(program: GoProgram): Promise<string> {
  const { name, dir, packagePath, tags = [] } = program;
  const withCgo = await isBuiltWithCgo(program);
  const key = buildKey(dir, { packagePath, tags, withCgo, toolchain: await goToolchain() });
  return path.join(cacheFolders().tools, `${name}-${key}`);
}

/** Returns the file that is locked while a program is built. */
export const buildLock = (name: string) => path.join(cacheFolders().locks, `build-${name}`);

async function build(program: GoProgram, tags: readonly string[], target: string, say: (detail: string) => void) {
  mkdirSync(path.dirname(target), { recursive: true });
  const temporary = `${target}.${process.pid}.tmp`;
  const copies = path.join(path.dirname(target), "modules");
  const variables = goVariables(await isBuiltWithCgo(program));
  const place = { cwd: program.dir, env: { ...COMPILER_MEMORY, ...process.env, ...variables } };
  const report = (line: string) => say(line.replace(/^go: /, ""));
  try {
    const modfile = program.patches
      ? [await patchModules(program.name, program.dir, program.patches, copies, { ...place, onLine: report })]
      : [];
    const what = ["-buildvcs=false", ...modfile, ...(tags.length ? [`-tags=${tags.join(",")}`] : [])];
    const argv = (output: string): [string, ...string[]] => [
      "go",
      "build",
      ...what,
      "-v",
      "-o",
      output,
      program.packagePath,
    ];
    const total = await packagesToCompile([...what, program.packagePath], { ...place, onLine: report });
    const next = compiling(total);
    const built = await run(argv(temporary), {
      ...place,
      onLine: (line) => (isPackage(line) ? say(next()) : report(line)),
    });
    if (built.code !== 0) {
      const command = `cd ${program.dir} && CGO_ENABLED=${variables.CGO_ENABLED} ${argv("/dev/null").join(" ")}`;
      const complaints = built.stderr.split("\n").filter((line) => !isPackage(line));
      throw new CodedError("build-failed", explainBuildFailure(program.name, command, complaints.join("\n")));
    }
    if (program.verify) {
      const { args, output } = program.verify;
      const tried = await run([temporary, ...args]);
      if (!`${tried.stdout}${tried.stderr}`.includes(output)) {
        throw new CodedError(
          "build-failed",
          `${program.name}: was built but \`${program.name} ${args.join(" ")}\` does not print "${output}": ${tried.stdout}${tried.stderr}`.trim(),
        );
      }
    }
    if (program.version !== undefined) {
      writeFileSync(path.join(path.dirname(target), VERSION_FILE), program.version);
    }
    renameSync(temporary, target);
    // Not after a failure: the command that repeats the build needs them.
    rmSync(copies, { recursive: true, force: true });
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** Whether a line of `go build -v` is the name of a compiled package: all other lines have spaces. */
function isPackage(line: string): boolean {
  return line !== "" && !/\s/.test(line);
}
