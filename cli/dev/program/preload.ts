import { appendFileSync, existsSync, readSync } from "node:fs";
import Module, { syncBuiltinESMExports } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { isMainThread } from "node:worker_threads";
import { markWithoutTerraform } from "../../../tools/without-terraform";
import type { FileRead } from "./file-read";
import { ReadRecorder } from "./read-recorder";

/** Settings of one run of the program, which the command writes into the script that Node loads before the program. */
export interface PreloadSettings {
  /** Descriptor of the socket to the command. */
  readonly socket: number;
  /** File that exists from the moment in which the program may run. */
  readonly go: string;
  /** File for the report: one line of JSON per process of Node. */
  readonly report: string;
  /** Modules of libraries that are loaded before the program may run. */
  readonly libraries: readonly string[];
  /** Beginnings of paths that do not matter to the program, such as the folder of its output. */
  readonly ignored: readonly string[];
}

/** What a process of the program reports when it ends. */
export interface ProgramReport {
  /** File that Node was started with. */
  readonly entry: string;
  readonly reads: readonly FileRead[];
  /** Modules of libraries that the program's own files import. */
  readonly libraries: readonly string[];
  /** Where an error that nothing caught was thrown: file, line, and column. */
  readonly place?: string;
}

/** The packages that take long to load. They do nothing but define, so it makes no difference that they are loaded earlier. */
const LOADED_EARLY = /\/node_modules\/(cdknomad|cdktf|cdktn|constructs|@cdktf\/provider-[^/]+)\//;

/**
 * Loads the libraries of a program, waits until the command wants the program to run, and records what the program reads. Node
 * runs it before the program.
 */
export function prepare({ socket, go, report, libraries, ignored }: PreloadSettings): void {
  if (!isMainThread) {
    return; // the thread of a loader such as tsx
  }
  markWithoutTerraform();
  libraries.forEach(load);
  const recorder = new ReadRecorder(
    (file) => !file.includes("/node_modules/") && !ignored.some((prefix) => file.startsWith(prefix)),
  );
  recorder.watch();
  syncBuiltinESMExports();
  recordModules(recorder);
  waitFor(socket, go);
  let place: string | undefined;
  process.on("uncaughtExceptionMonitor", (error) => {
    place = placeOf(error);
  });
  process.on("exit", () => {
    const result: ProgramReport = {
      entry: process.argv[1] ?? "",
      reads: recorder.reads,
      libraries: importedLibraries(),
      ...(place !== undefined && { place }),
    };
    appendFileSync(report, `${JSON.stringify(result)}\n`);
  });
}

function load(file: string): void {
  try {
    require(file);
  } catch {
    // The program reports it, if it needs the module.
  }
}

/** Node does not read ES modules with the functions of `node:fs`. Versions before 22.15 have no hook for them in this thread. */
function recordModules(recorder: ReadRecorder): void {
  const { registerHooks } = Module as unknown as {
    registerHooks?: (hooks: {
      load: (url: string, context: unknown, next: (...args: unknown[]) => unknown) => unknown;
    }) => void;
  };
  registerHooks?.({
    load: (url, context, next) => {
      if (url.startsWith("file:")) {
        recorder.note(fileURLToPath(url.replace(/[?#].*$/, "")), "content");
      }
      return next(url, context);
    },
  });
}

/** The modules of {@link LOADED_EARLY} that files outside of these packages import. */
function importedLibraries(): string[] {
  const modules = Object.values(require.cache).filter((module) => module !== undefined);
  const own = modules.filter(({ filename }) => !filename.includes("/node_modules/"));
  const imported = own.flatMap(({ children }) => children.map(({ filename }) => filename));
  return [...new Set(imported)].filter((file) => LOADED_EARLY.test(file));
}

/** Blocks this process, and with it the program, until the command writes to the socket. The program ends if the command has ended. */
function waitFor(socket: number, go: string): void {
  if (existsSync(go)) {
    return; // a process that the program started, or that started the program
  }
  const buffer = Buffer.alloc(1);
  for (;;) {
    try {
      if (readSync(socket, buffer) === 0) {
        process.exit(0);
      }
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") {
        return;
      }
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

/** The first place in the stack of an error that is in a file of the project. */
function placeOf(error: unknown): string | undefined {
  const { stack = "" } = error instanceof Error ? error : {};
  const project = `${process.cwd()}/`;
  for (const line of stack.split("\n")) {
    const [, place = ""] = /^\s+at .*?\(?(?:file:\/\/)?(\/[^()]*:\d+:\d+)\)?$/.exec(line) ?? [];
    if (place.startsWith(project) && !place.includes("/node_modules/")) {
      return path.relative(project, place);
    }
  }
  return undefined;
}
