import pc from "picocolors";

/** How long work may be silent, in milliseconds. */
const SILENCE = 2_000;
/** How often a log without a terminal is told that work goes on, in milliseconds. */
const HEARTBEAT = 15_000;
const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

/** Says in a few words what a step is doing right now, such as the module being downloaded. */
export type Say = (detail: string) => void;

/** Where long work reports to. */
export interface Progress {
  /** Runs a step; its title, what it says and the time it took are shown. A failing step fails with its own error. */
  step<T>(title: string, work: (say: Say) => Promise<T>): Promise<T>;
  /** Shows one line at once. */
  note(line: string): void;
}

/** Shows nothing. */
export const silent: Progress = { step: (_title, work) => work(() => {}), note: () => {} };

/** Seconds for people: `0.4 s`, `12 s`, `3 min 20 s`. */
export function formatElapsed(milliseconds: number): string {
  const tenths = Math.round(milliseconds / 100) / 10;
  if (tenths < 10) return `${tenths.toFixed(1)} s`;
  const whole = Math.round(milliseconds / 1000);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/**
 * Progress for people: a spinner with the elapsed time on a terminal; plain lines in a log, the first after two
 * seconds, so that fast steps make one line only. There are no percentages; a step that knows how long it takes says so itself.
 *
 * @param out - Where to write. @default - standard error, so that a command's output can be piped
 */
export function terminalProgress(out: NodeJS.WriteStream = process.stderr): Progress {
  const step = async <T>(title: string, work: (say: Say) => Promise<T>): Promise<T> => {
    const began = Date.now();
    const elapsed = () => formatElapsed(Date.now() - began);
    let detail = "";
    let frame = 0;
    const draw = () => {
      const line = `${FRAMES[frame++ % FRAMES.length]} ${title} ${pc.dim(`${elapsed()}${detail && ` · ${detail}`}`)}`;
      out.write(`\r\x1b[K${line.slice(0, (out.columns ?? 80) + 8)}`);
    };
    const tell = () => out.write(`  ${title} ... ${elapsed()}${detail && `, ${detail}`}\n`);
    const timers: NodeJS.Timeout[] = [];
    if (out.isTTY) timers.push(setInterval(draw, 100));
    else {
      timers.push(setTimeout(tell, SILENCE), setInterval(tell, HEARTBEAT));
    }
    const end = (mark: string) => {
      for (const timer of timers) clearInterval(timer);
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
