/** The part of a terminal's stream that is used. */
export type LiveOutput = Pick<NodeJS.WriteStream, "write" | "isTTY" | "columns">;

/**
 * Lines at the end of a terminal's output that are redrawn, such as one for each job that an apply waits for. Other lines are
 * printed above them. Without a terminal, only the other lines are written.
 */
export class LiveLines {
  private lines: readonly string[] = [];

  constructor(private readonly out: LiveOutput) {}

  /** Whether the lines are shown. */
  get isShown(): boolean {
    return this.out.isTTY === true;
  }

  /** Writes a text above the live lines, followed by a line end. */
  print(text: string): void {
    this.out.write(`${this.erasing()}${text}\n${this.drawing()}`);
  }

  /** Replaces the live lines. Each is cut at the width of the terminal, because a wrapped line cannot be erased. */
  show(lines: readonly string[]): void {
    if (!this.isShown) {
      return;
    }
    const erasing = this.erasing();
    this.lines = lines.map((line) => cut(line, (this.out.columns ?? 80) - 1));
    if (erasing !== "" || this.lines.length > 0) {
      this.out.write(erasing + this.drawing());
    }
  }

  private erasing(): string {
    const { length } = this.lines;
    return length === 0 ? "" : `\x1b[${length}A\r\x1b[J`;
  }

  private drawing(): string {
    return this.lines.map((line) => `${line}\n`).join("");
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: codes that set a color
const COLOR = /\x1b\[[\d;]*m/g;

/** Returns the line without the characters beyond a width. A line that is cut loses its colors. */
function cut(line: string, width: number): string {
  const plain = line.replace(COLOR, "");
  return plain.length <= width ? line : `${plain.slice(0, Math.max(0, width - 1))}…`;
}
