import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { explainBuildFailure } from "./build-error";
import { buildKey } from "./build-key";
import { cacheDir } from "./cache";
import { compiling } from "./compiling";
import { withLock } from "./lock";
import { packagesToCompile } from "./packages-to-compile";
import type { Progress } from "./progress";
import { run } from "./run";

/** A program to be built from a Go module. */
export interface GoProgram {
  /** Name of the program file. */
  readonly name: string;
  /** Folder of the module with its `go.mod`. */
  readonly dir: string;
  /** Import path, or path within the module, of the main package. */
  readonly packagePath: string;
  /** Go build tags. @default - none */
  readonly tags?: readonly string[];
  /** Proof that the program runs: arguments, and what the output must have. @default - it only has to build */
  readonly verify?: { readonly args: readonly string[]; readonly output: string };
}

/** As far as Go is concerned, all programs are static: they also run in an image that has nothing else. */
const GO_ENV = { CGO_ENABLED: "0" };

let toolchain: Promise<string> | undefined;

function goToolchain(): Promise<string> {
  toolchain ??= run(["go", "env", "GOVERSION", "GOOS", "GOARCH"]).then((finished) => {
    if (finished.code === 0) return finished.stdout.trim().split("\n").join(" ");
    throw new Error(explainBuildFailure("go", "go env GOVERSION", finished.stderr));
  });
  return toolchain;
}

/**
 * The path of a program built from a Go module; builds it if this very build is not in the cache yet.
 *
 * The cache's key holds the sources, the flags and the toolchain. The file appears under its name only when it is
 * complete and has run once; an interrupted build goes on from Go's own cache the next time. Of two builds of the same
 * program at once the second waits for the first.
 *
 * @throws Error with the last lines of the compiler, the command to repeat it, and what mends it.
 */
export async function goBuild(program: GoProgram, progress: Progress): Promise<string> {
  const tags = program.tags ?? [];
  const key = buildKey(program.dir, { packagePath: program.packagePath, tags, toolchain: await goToolchain() });
  const target = join(cacheDir(), "tools", `${program.name}-${key}`, program.name);
  if (existsSync(target)) return target;
  return progress.step(`building ${program.name}`, (say) =>
    withLock(
      join(cacheDir(), "locks", `build-${program.name}`),
      () => say("waiting for another build of it"),
      async () => {
        if (!existsSync(target)) await build(program, tags, target, say);
        return target;
      },
    ),
  );
}

async function build(program: GoProgram, tags: readonly string[], target: string, say: (detail: string) => void) {
  mkdirSync(dirname(target), { recursive: true });
  const temporary = `${target}.${process.pid}.tmp`;
  const what = ["-buildvcs=false", ...(tags.length ? [`-tags=${tags.join(",")}`] : [])];
  const argv = (output: string): [string, ...string[]] => [
    "go",
    "build",
    ...what,
    "-v",
    "-o",
    output,
    program.packagePath,
  ];
  const place = { cwd: program.dir, env: { ...process.env, ...GO_ENV } };
  const tell = (line: string) => say(line.replace(/^go: /, ""));
  try {
    const total = await packagesToCompile([...what, program.packagePath], { ...place, onLine: tell });
    const next = compiling(total);
    const built = await run(argv(temporary), {
      ...place,
      onLine: (line) => (isPackage(line) ? say(next()) : tell(line)),
    });
    if (built.code !== 0) {
      const command = `cd ${program.dir} && CGO_ENABLED=0 ${argv("/dev/null").join(" ")}`;
      const complaints = built.stderr.split("\n").filter((line) => !isPackage(line));
      throw new Error(explainBuildFailure(program.name, command, complaints.join("\n")));
    }
    if (program.verify) {
      const { args, output } = program.verify;
      const tried = await run([temporary, ...args]);
      if (!`${tried.stdout}${tried.stderr}`.includes(output)) {
        throw new Error(
          `${program.name}: was built but \`${program.name} ${args.join(" ")}\` does not say "${output}": ${tried.stdout}${tried.stderr}`.trim(),
        );
      }
    }
    renameSync(temporary, target);
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** Whether a line of `go build -v` is the name of a package that is being compiled: all else it says has spaces. */
function isPackage(line: string): boolean {
  return line !== "" && !/\s/.test(line);
}
