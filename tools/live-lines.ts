import type logUpdate from "log-update";

/** The part of a terminal's stream that is used. */
export type LiveOutput = Pick<NodeJS.WriteStream, "write" | "isTTY" | "columns"> & { readonly rows?: number };

/**
 * Lines at the end of a terminal's output that are redrawn, such as one for each job that an apply waits for. Other lines are
 * printed above them. Without a terminal, only the other lines are written.
 */
export class LiveLines {
  private terminal: logUpdate.LogUpdate | undefined;
  private lines: readonly string[] = [];

  constructor(private readonly out: LiveOutput) {}

  /** Every program of a user loads this file, and hardly one shows live lines. */
  private get live(): logUpdate.LogUpdate {
    const { create } = require("log-update") as typeof import("log-update");
    // The cursor stays visible, so that it does not have to come back when the program is killed.
    this.terminal ??= create(this.out as NodeJS.WriteStream, { showCursor: true });
    return this.terminal;
  }

  /** Whether the lines are shown. */
  get isShown(): boolean {
    return this.out.isTTY === true;
  }

  /** Writes a text above the live lines, followed by a line end. */
  print(text: string): void {
    this.erase();
    this.out.write(`${text}\n`);
    this.draw();
  }

  /** Replaces the live lines. */
  show(lines: readonly string[]): void {
    if (!this.isShown) {
      return;
    }
    if (lines.length === 0) {
      this.erase();
    }
    this.lines = lines;
    this.draw();
  }

  private erase(): void {
    if (this.lines.length > 0) {
      this.live.clear();
    }
  }

  private draw(): void {
    if (this.lines.length > 0) {
      this.live(this.lines.join("\n"));
    }
  }
}
