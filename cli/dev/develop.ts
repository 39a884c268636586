import { setMaxListeners } from "node:events";
import { rmSync } from "node:fs";
import path from "node:path";
import { CodedError, errorText } from "../../errors";
import { temporaryFolder } from "../../tools/temporary-folder";
import { projectSettings } from "../program/synthesize";
import type { Stack } from "../stack/stack";
import { Developer } from "./developer";
import type { Moment } from "./moment";
import { DevOutput } from "./output";
import { readNow } from "./program/file-read";
import { firstChange, settledChange } from "./program/next-change";
import { type ProgramRun, WarmProgram } from "./program/warm-program";
import { savedAt, WatchedFiles } from "./program/watched-files";
import { showFailedProgram } from "./show-failed-program";
import { type Step, timed } from "./steps";
import { TypeChecker } from "./types/type-checker";

/** Options of {@link develop}. */
export interface DevelopOptions {
  /** Ids of the chosen jobs; empty for all. */
  readonly names: readonly string[];
  /** Whether the logs of the tasks are shown. */
  readonly logs: boolean;
  /** Whether types are checked. */
  readonly types: boolean;
  /** Whether it is shown how long each step takes. */
  readonly timings: boolean;
}

/** Errors that no edit of the program fixes while the command runs, if they come at the start. */
const FINAL = new Set(["job-unknown", "lab-not-running", "not-a-lab"]);

/**
 * Runs the program in a folder after each change of its files, checks its types, and registers the jobs that changed, until the
 * signal aborts.
 *
 * @throws CodedError if there is no program, or if its stacks are not for a running lab
 */
export async function develop(folder: string, options: DevelopOptions, signal: AbortSignal): Promise<void> {
  setMaxListeners(0, signal); // one for each request that waits
  projectSettings(folder);
  const temporary = temporaryFolder("dev");
  const session = new Session(folder, temporary, options, signal);
  try {
    await session.run();
  } finally {
    await session.stop();
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** What the program and its types are at one moment. */
interface Version {
  readonly run: ProgramRun;
  /** The errors of its types as a text; nothing if there are none. */
  readonly typeErrors: string | undefined;
}

class Session {
  private readonly output = new DevOutput();
  private readonly files = new WatchedFiles();
  private readonly program: WarmProgram;
  private readonly types: TypeChecker | undefined;
  private readonly developer: Developer;
  private entry: string | undefined;
  private hasStarted = false;
  private printed = "";

  constructor(
    private readonly folder: string,
    temporary: string,
    { types, ...options }: DevelopOptions,
    private readonly signal: AbortSignal,
  ) {
    this.program = new WarmProgram(folder, temporary);
    this.types = types
      ? new TypeChecker(folder, (reason) => this.output.note(`types are not checked: ${reason}`))
      : undefined;
    this.developer = new Developer({ ...options, output: this.output, signal });
    this.files.replace(this.settingsFiles());
  }

  async run(): Promise<void> {
    this.output.note("running the program");
    let since: Moment = { what: "the start", at: Date.now(), steps: [] };
    while (!this.signal.aborted) {
      const version = await this.newVersion(since.steps);
      // An outdated version is not shown: the newest one comes at once.
      if (version && !this.signal.aborted && this.files.changed().length === 0) {
        await this.take(version, since);
        this.program.warm();
      }
      const changed = await settledChange(this.files, this.signal);
      const at = savedAt(changed);
      since = { what: "the change", at, steps: [["noticed after", Date.now() - at]] };
      if (changed.includes(path.join(this.folder, "package-lock.json"))) {
        this.program.cool();
      }
    }
  }

  async stop(): Promise<void> {
    await Promise.all([this.program.stop(), this.types?.stop()]);
  }

  /** Runs the program and checks its types. @returns nothing if another change came meanwhile */
  private async newVersion(steps: Step[]): Promise<Version | undefined> {
    this.files.accept();
    const done = new AbortController();
    const abort = () => this.program.abort();
    this.signal.addEventListener("abort", abort);
    void this.abortOnChange(done.signal);
    try {
      const checked = this.entry === undefined ? undefined : this.check(this.entry, steps);
      const run = await timed(steps, "program", () => this.program.run());
      if (!run) {
        return undefined;
      }
      this.entry = run.entry ?? this.entry;
      if (run.stacks && !this.hasStarted) {
        this.requireAtStart(run.stacks);
      }
      const types = await (checked ?? (this.entry === undefined ? undefined : this.check(this.entry, steps)));
      const reads = [...run.reads, ...(types?.reads ?? []), ...this.settingsFiles()];
      // A program that failed has not read all of its files.
      if (run.stacks) {
        this.files.replace(reads);
      } else {
        this.files.add(reads);
      }
      return { run, typeErrors: types && types.count > 0 ? types.text : undefined };
    } finally {
      done.abort();
      this.signal.removeEventListener("abort", abort);
    }
  }

  /** Ends the command at its start for an error that no edit fixes, before the types are checked for the first time. */
  private requireAtStart(stacks: readonly Stack[]): void {
    try {
      this.developer.require(stacks);
    } catch (error) {
      if (error instanceof CodedError && FINAL.has(error.code)) {
        throw error;
      }
    }
  }

  /** Ends the run of the program as soon as a file changes: its result would be outdated. */
  private async abortOnChange(done: AbortSignal): Promise<void> {
    await firstChange(this.files, done);
    if (!done.aborted) {
      this.program.abort();
    }
  }

  /** Shows the errors of a version, or registers what changed in it. */
  private async take({ run, typeErrors }: Version, since: Moment): Promise<void> {
    if (typeErrors !== undefined) {
      this.output.text(typeErrors);
      this.output.problem("the types are not correct; nothing was registered");
      return;
    }
    if (!run.stacks) {
      showFailedProgram(this.output, this.folder, run);
      return;
    }
    if (run.output !== this.printed && run.output.trim() !== "") {
      this.output.ofProgram(run.output);
    }
    this.printed = run.output;
    try {
      await this.developer.update(run.stacks, since);
      if (!this.hasStarted) {
        this.hasStarted = true;
        this.output.note(`watching ${this.files.size} files; Ctrl-C ends`);
      }
    } catch (error) {
      this.output.problem(errorText(error));
    }
  }

  private async check(entry: string, steps: Step[]) {
    const { types } = this;
    return types && /\.[cm]?tsx?$/.test(entry) ? timed(steps, "types", () => types.check(entry)) : undefined;
  }

  /** Files that every program depends on. */
  private settingsFiles() {
    return ["cdktf.json", "package-lock.json"].map((name) => readNow(path.join(this.folder, name), "content"));
  }
}
