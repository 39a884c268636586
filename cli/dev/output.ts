import pc from "picocolors";
import { terminalOptions } from "../report/terminal";
import { visible, visibleLine } from "../report/visible";
import { maskMessage } from "../secrets/mask-text";

/** The output of `cdknomad dev`: lines of the command itself, and lines of jobs and tasks with their names in front. */
export class DevOutput {
  private readonly color: ReturnType<typeof pc.createColors>;
  readonly colors: boolean;

  constructor(private readonly out: NodeJS.WriteStream = process.stdout) {
    this.colors = terminalOptions(out, process.env).colors;
    this.color = pc.createColors(this.colors);
  }

  /** Prints that something succeeded. */
  success(text: string): void {
    this.write(`${this.color.green("✔")} ${safeLine(text)}`);
  }

  /** Prints an error, which may have several lines. */
  problem(text: string): void {
    this.write(`${this.color.red("✘")} ${safe(text).trimEnd()}`);
  }

  /** Prints what is good to know. */
  note(text: string): void {
    this.write(this.color.dim(safeLine(text)));
  }

  /** Prints a text of a program that colors it itself, such as errors of TypeScript. */
  text(text: string): void {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: codes that set a color begin with such a character
    const plain = text.replace(/\x1b\[[\d;]*m/g, "");
    this.write(maskMessage(this.colors ? text : plain).trimEnd());
  }

  /** Prints what the user's program printed. */
  ofProgram(text: string): void {
    this.write(safe(text).trimEnd());
  }

  /** Prints an event of a job or a task. */
  event(name: string, text: string, isProblem: boolean): void {
    const mark = isProblem ? this.color.yellow("!") : this.color.dim("·");
    this.write(`${this.color.cyan(visibleLine(name))} ${mark} ${safeLine(text)}`);
  }

  /** Prints a line that a task logged. */
  log(name: string, line: string, isError: boolean): void {
    const bar = isError ? this.color.red("|") : this.color.dim("|");
    this.write(`${this.color.cyan(visibleLine(name))} ${bar} ${safeLine(line)}`);
  }

  private write(line: string): void {
    this.out.write(`${line}\n`);
  }
}

/** Names, messages, and logs come from the cluster: they must not control the terminal, and not show secrets. */
function safe(text: string): string {
  return visible(maskMessage(text));
}

function safeLine(text: string): string {
  return visible(maskMessage(text.trimEnd())).replaceAll("\n", "\n    ");
}
