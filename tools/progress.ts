import pc from "picocolors";

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
 * Returns progress for a user: a spinner with the elapsed time on a terminal, plain lines in a log. In a log, a running step
 * is shown after two seconds, so that a fast step takes one line.
 *
 * @param out - Output stream. @default - standard error, so that the output of a command can be piped
 */
export function terminalProgress(out: NodeJS.WriteStream = process.stderr): Progress {
  const step = async <T>(title: string, work: (say: Say) => Promise<T>): Promise<T> => {
    const began = Date.now();
    const elapsed = () => formatElapsed(Date.now() - began);
    let detail = "";
    let frame = 0;
    const draw = () => {
      const line = `${spinner(frame++)} ${title} ${pc.dim(`${elapsed()}${detail && ` · ${detail}`}`)}`;
      out.write(`\r\x1b[K${line.slice(0, (out.columns ?? 80) + 8)}`);
    };
    const report = () => out.write(`  ${title} ... ${elapsed()}${detail && `, ${detail}`}\n`);
    const timers: NodeJS.Timeout[] = [];
    if (out.isTTY) {
      timers.push(setInterval(draw, 100));
    } else {
      timers.push(setTimeout(report, SILENCE), setInterval(report, HEARTBEAT));
    }
    const end = (mark: string) => {
      for (const timer of timers) {
        clearInterval(timer);
      }
      out.write(`${out.isTTY ? "\r\x1b[K" : ""}${mark} ${title} ${pc.dim(elapsed())}\n`);
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
  };
  return { step, note: (line) => void out.write(`${line}\n`) };
}
