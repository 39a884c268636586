import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Duplex } from "node:stream";
import { cacheDir } from "../../../tools/cache";
import { crashDumpFilter } from "../../program/crash-dump";
import { programEnvironment, projectSettings, stacksIn } from "../../program/synthesize";
import type { Stack } from "../../stack/stack";
import { sourceModule } from "../source-module";
import type { FileRead } from "./file-read";
import type { PreloadSettings, ProgramReport } from "./preload";

/** A run of the program. */
export interface ProgramRun {
  /** Stacks in the order in which they can be applied; nothing if the program failed. */
  readonly stacks: readonly Stack[] | undefined;
  /** What the program printed, without the stack trace of an error. */
  readonly output: string;
  /** Where an error that nothing caught was thrown: file, line, and column. */
  readonly place: string | undefined;
  /** The files that the program read. */
  readonly reads: readonly FileRead[];
  /** The file that Node was started with. */
  readonly entry: string | undefined;
}

/** The socket between a process of the program and the command. */
const SOCKET = 3;

/** Paths that change what no program does: parts of the system, and what tsx has compiled. */
const SYSTEM = ["/proc/", "/sys/", "/dev/", "/etc/", "/usr/", path.join(tmpdir(), "tsx-")];

/** Milliseconds after which a process that ignores SIGTERM is killed. */
const PATIENCE = 2_000;

/**
 * Runs a program again and again, each time in a new process, so that each run is like one of `cdknomad plan`: no state of an
 * earlier run is left in memory. A process for the next run waits with the libraries loaded, which is most of the time that a run
 * takes.
 */
export class WarmProgram {
  private spare: Spare | undefined;
  private current: Spare | undefined;
  private last: Spare | undefined;
  /** Libraries that the program imported in its last run. */
  private libraries: readonly string[] = [];
  /** Whether the program runs in Node, where it can be made to wait. */
  private canWait = true;
  private count = 0;

  /**
   * @param folder the folder of `cdktf.json`
   * @param temporary a folder for the files of the runs
   */
  constructor(
    private readonly folder: string,
    private readonly temporary: string,
  ) {}

  /** Starts a process that waits for the next run, unless there is one. */
  warm(): void {
    if (this.canWait) {
      this.spare ??= this.start();
    }
  }

  /** Ends the waiting process, whose libraries or settings are outdated. */
  cool(): void {
    this.spare?.end();
    this.spare = undefined;
  }

  /** Runs the program. @returns the run; nothing if {@link abort} ended it */
  async run(): Promise<ProgramRun | undefined> {
    const own = this.spare ?? this.start();
    this.spare = undefined;
    this.current = own;
    const { code, wasAborted, isNode } = await own.run();
    this.current = undefined;
    if (wasAborted) {
      own.remove();
      return undefined;
    }
    this.canWait = isNode;
    this.last?.remove();
    this.last = own;
    const reports = own.reports();
    this.libraries = reports.flatMap(({ libraries }) => libraries);
    return {
      stacks: code === 0 ? stacksIn(own.outdir, this.folder) : undefined,
      output: own.output,
      place: reports.map(({ place }) => place).find((place) => place !== undefined),
      reads: reports.flatMap(({ reads }) => reads),
      entry: reports.at(-1)?.entry,
    };
  }

  /** Ends the present run. */
  abort(): void {
    this.current?.end();
  }

  /** Ends all processes, and waits until they have ended. */
  async stop(): Promise<void> {
    const running = [this.spare, this.current].filter((one) => one !== undefined);
    for (const one of running) {
      one.end();
    }
    await Promise.all(running.map(({ closed }) => closed));
  }

  private start(): Spare {
    const folder = path.join(this.temporary, String(++this.count));
    return new Spare(this.folder, folder, this.libraries, this.canWait);
  }
}

/** A process of the program, which waits until it may run. */
class Spare {
  readonly outdir: string;
  /** The end of the process. */
  readonly closed: Promise<number>;
  output = "";
  private readonly child: ChildProcess;
  private readonly go: string;
  private readonly report: string;
  private hasEnded = false;
  private wasAborted = false;

  constructor(
    project: string,
    private readonly folder: string,
    libraries: readonly string[],
    mayWait: boolean,
  ) {
    mkdirSync(folder, { recursive: true });
    const settings = projectSettings(project);
    this.outdir = path.join(folder, "out");
    this.go = path.join(folder, "go");
    this.report = path.join(folder, "report.jsonl");
    if (!mayWait) {
      writeFileSync(this.go, "");
    }
    const script = path.join(folder, "preload.cjs");
    const ignored = [`${settings.output}/`, `${path.dirname(folder)}/`, `${cacheDir()}/`, ...SYSTEM];
    const preload: PreloadSettings = { socket: SOCKET, go: this.go, report: this.report, libraries, ignored };
    writeFileSync(script, `${sourceModule(path.join(__dirname, "preload"))}.prepare(${JSON.stringify(preload)});\n`);
    const environment = programEnvironment(settings, this.outdir);
    this.child = spawn(settings.app, {
      cwd: project,
      env: {
        ...environment,
        NODE_OPTIONS: `${environment.NODE_OPTIONS ?? ""} --require ${JSON.stringify(script)}`.trim(),
      },
      shell: true,
      stdio: ["ignore", "pipe", "pipe", "pipe"],
      detached: true, // a group of its own, so that all processes of the program can be ended together
    });
    this.collectOutput();
    // The process may end before it reads.
    this.socket.resume().on("error", () => {});
    this.closed = new Promise((resolve) => {
      this.child.on("error", () => resolve(1));
      this.child.on("close", (code) => resolve(code ?? 1));
    }).then((code) => {
      this.hasEnded = true;
      return code as number;
    });
  }

  /** Lets the process run, and waits for its end. `isNode` is whether it is a process of Node, which waits until it may run. */
  async run(): Promise<{ readonly code: number; readonly wasAborted: boolean; readonly isNode: boolean }> {
    writeFileSync(this.go, "");
    this.socket.end("go\n");
    const code = await this.closed;
    return { code, wasAborted: this.wasAborted, isNode: existsSync(this.report) };
  }

  /** Ends the processes of the program. */
  end(): void {
    this.wasAborted = true;
    this.kill("SIGTERM");
    const timer = setTimeout(() => this.kill("SIGKILL"), PATIENCE);
    void this.closed.then(() => clearTimeout(timer));
  }

  /** Removes the files of the run. */
  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Returns the reports of the processes that ran a file of the project, and not one of a tool such as npx. */
  reports(): readonly ProgramReport[] {
    const lines = existsSync(this.report) ? readFileSync(this.report, "utf8").trim().split("\n") : [];
    return lines
      .map((line) => JSON.parse(line) as ProgramReport)
      .filter(({ entry }) => !entry.includes("/node_modules/"));
  }

  private get socket(): Duplex {
    return this.child.stdio[SOCKET] as Duplex;
  }

  private collectOutput(): void {
    const filter = crashDumpFilter((text) => {
      this.output += withoutStack(text);
    });
    this.child.stderr?.setEncoding("utf8").on("data", (text: string) => filter.write(text));
    this.child.stderr?.on("end", () => filter.end());
    this.child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      this.output += text;
    });
  }

  private kill(signal: NodeJS.Signals): void {
    const { pid } = this.child;
    if (pid !== undefined && !this.hasEnded) {
      try {
        process.kill(-pid, signal);
      } catch {
        // It has just ended.
      }
    }
  }
}

/** Returns a text without the lines of a stack trace, which has the frames of the libraries. */
function withoutStack(text: string): string {
  return text.replace(/^ {4}at .*\n?/gm, "");
}
