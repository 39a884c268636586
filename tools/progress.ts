import pc from "picocolors";
import { LiveLines } from "./live-lines";

/** Time without output after which a log shows a running step, in milliseconds. */
const SILENCE = 2_000;
/** Interval at which a log without a terminal repeats a running step, in milliseconds. */
const HEARTBEAT = 15_000;
const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

/** Returns a picture of a spinner; the next one follows with the next number. */
export function spinner(frame: number): string {
  return FRAMES[frame % FRAMES.length] ?? "";
}

/**
 * Shows in a few words what a step is doing, such as the module that it downloads.
 *
 * @see docs/reference/commands.md
 */
export type Say = (detail: string) => void;

/**
 * Receiver of the progress of long work.
 *
 * @see docs/reference/commands.md
 */
export interface Progress {
  /** Runs a step and shows its title, details, and duration. It rejects with the error of the step. */
  step<T>(title: string, work: (say: Say) => Promise<T>): Promise<T>;
  /** Shows one line. */
  note(line: string): void;
}

/** Shows nothing. */
export const silent: Progress = { step: (_title, work) => work(() => {}), note: () => {} };

/** Formats a duration, such as `0.4 s`, `12 s`, or `3 min 20 s`. */
export function formatElapsed(milliseconds: number): string {
  const tenths = Math.round(milliseconds / 100) / 10;
  if (tenths < 10) {
    return `${tenths.toFixed(1)} s`;
  }
  const whole = Math.round(milliseconds / 1000);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/**
 * Returns progress for a user: a spinner with the elapsed time for each running step on a terminal, plain lines in a log. In a log, a
 * running step is shown after two seconds, so that a fast step takes one line.
 *
 * @param out - Output stream. @default - standard error, so that the output of a command can be piped
 */
export function terminalProgress(out: NodeJS.WriteStream = process.stderr): Progress {
  if (!out.isTTY) {
    return logProgress((line) => void out.write(`${line}\n`));
  }
  const spinners = spinnersOn(out);
  return {
    step: (title, work) => runStep(title, work, (running) => spinners.start(running), spinners.print),
    note: spinners.print,
  };
}

/**
 * Returns progress in plain lines, as in a log.
 *
 * @param print writes a line
 */
export function logProgress(print: (line: string) => void): Progress {
  const start = ({ title, state }: RunningStep) => {
    const report = () => print(`  ${title} ... ${state(", ")}`);
    const [first, others] = [setTimeout(report, SILENCE), setInterval(report, HEARTBEAT)];
    return () => {
      clearTimeout(first);
      clearInterval(others);
    };
  };
  return { step: (title, work) => runStep(title, work, start, print), note: print };
}

/** A step whose end has not come. */
interface RunningStep {
  readonly title: string;
  /** Returns the elapsed time and, after the separator, the detail. */
  state(separator: string): string;
}

/** Runs a step that `start` shows until it calls the function that it returned, and prints its end. */
async function runStep<T>(
  title: string,
  work: (say: Say) => Promise<T>,
  start: (step: RunningStep) => () => void,
  print: (line: string) => void,
): Promise<T> {
  const began = Date.now();
  const elapsed = () => formatElapsed(Date.now() - began);
  let detail = "";
  const stop = start({ title, state: (separator) => `${elapsed()}${detail && `${separator}${detail}`}` });
  const end = (mark: string) => {
    stop();
    print(`${mark} ${title} ${pc.dim(elapsed())}`);
  };
  try {
    const result = await work((text) => {
      detail = text;
    });
    end(pc.green("✔"));
    return result;
  } catch (error) {
    end(pc.red("✘"));
    throw error;
  }
}

/** The running steps on a terminal, each with a spinner, at the end of the output. */
class Spinners {
  private readonly steps = new Set<RunningStep>();
  private readonly live: LiveLines;
  private timer: NodeJS.Timeout | undefined;
  private frame = 0;

  constructor(private readonly out: NodeJS.WriteStream) {
    this.live = new LiveLines(out);
  }

  /** Shows a step. @returns a function that removes it */
  start(step: RunningStep): () => void {
    this.steps.add(step);
    this.timer ??= setInterval(() => this.draw(), 100);
    return () => {
      this.steps.delete(step);
      if (this.steps.size === 0) {
        clearInterval(this.timer);
        this.timer = undefined;
      }
      this.draw();
    };
  }

  /** Writes a line above the running steps. */
  readonly print = (line: string) => this.live.print(line);

  private draw(): void {
    const frame = spinner(this.frame++);
    const columns = this.out.columns ?? 80;
    this.live.show(
      [...this.steps].map(({ title, state }) => {
        const room = Math.max(0, columns - title.length - 3);
        return `${frame} ${title} ${pc.dim(state(" · ").slice(0, room))}`;
      }),
    );
  }
}

/** Steps of different parts of the program are shown together, because they share the end of the output. */
const shown = new WeakMap<NodeJS.WriteStream, Spinners>();

function spinnersOn(out: NodeJS.WriteStream): Spinners {
  const spinners = shown.get(out) ?? new Spinners(out);
  shown.set(out, spinners);
  return spinners;
}
