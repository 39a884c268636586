import pc from "picocolors";
import { LiveLines, type LiveOutput } from "../tools/live-lines";
import { formatElapsed, spinner } from "../tools/progress";
import type { ProgressEvent } from "./progress";
import { visible, visibleLine } from "./report/visible";
import { maskMessage } from "./secrets/mask-text";

/** Interval at which live lines are redrawn, in milliseconds. */
const REDRAW = 100;
/** Interval at which a log without a terminal repeats what each job waits for, in milliseconds. */
const HEARTBEAT = 30_000;

/** Events after which the apply no longer waits for the job. */
const ENDS: ReadonlySet<string> = new Set(["done", "failed", "warning", "deregistered"]);
/** Events whose message has several lines that nothing else shows. */
const REASONS: ReadonlySet<string> = new Set(["cause", "blocked"]);

interface Wait {
  readonly began: number;
  readonly state: string;
}

/** Options of the display of waits. */
export interface WaitOptions {
  readonly out: LiveOutput;
  readonly colors: boolean;
  /** Returns the current time in milliseconds. @default Date.now */
  readonly now?: () => number;
}

/**
 * Shows what an apply waits for. On a terminal, each job has one line with its groups and the elapsed time; a log gets plain
 * lines. A reason that blocks a job is printed once in either case.
 *
 * Names and messages come from the cluster, so control characters in them are made visible.
 */
export class Waits {
  private readonly live: LiveLines;
  private readonly waits = new Map<string, Wait>();
  private readonly printed = new Set<string>();
  private readonly now: () => number;
  private readonly color: ReturnType<typeof pc.createColors>;
  private readonly timer: NodeJS.Timeout;
  private frame = 0;

  constructor({ out, colors, now = Date.now }: WaitOptions) {
    this.live = new LiveLines(out);
    this.now = now;
    this.color = pc.createColors(colors);
    this.timer = this.live.isShown
      ? setInterval(() => this.draw(), REDRAW)
      : setInterval(() => this.repeat(), HEARTBEAT);
  }

  /** Prints a line of another source above the live lines. */
  print(line: string): void {
    this.live.print(line);
  }

  /** Shows an event of the provider. */
  receive({ resource, event, message, deployment }: ProgressEvent): void {
    const job = visibleLine(resource);
    const text = maskMessage(message);
    if (REASONS.has(event)) {
      this.printOnce(`${this.color.dim(job)}  ${this.color.yellow("!")} ${visible(text).replaceAll("\n", "\n    ")}`);
      return;
    }
    if (ENDS.has(event)) {
      this.waits.delete(job);
      this.draw();
    }
    if (event === "failed" || event === "warning") {
      return; // Terraform prints it
    }
    const line = visibleLine(text);
    if (ENDS.has(event)) {
      this.print(`${this.color.dim(job)}  ${line}`);
      return;
    }
    const counts = Object.entries(deployment ?? {}).map(
      ([group, { desired, healthy }]) => `${visibleLine(group)} ${healthy}/${desired}`,
    );
    const state = counts.length > 0 ? `${counts.join(", ")} healthy` : line;
    const known = this.waits.get(job);
    this.waits.set(job, { began: known?.began ?? this.now(), state });
    if (!this.live.isShown && event !== "waiting" && state !== known?.state) {
      this.print(`${this.color.dim(job)}  ${line}${counts.length > 0 ? ` (${state})` : ""}`);
    }
  }

  /** Removes the live lines. */
  stop(): void {
    clearInterval(this.timer);
    this.live.show([]);
  }

  private printOnce(text: string): void {
    if (!this.printed.has(text)) {
      this.printed.add(text);
      this.print(text);
    }
  }

  private draw(): void {
    const frame = spinner(this.frame++);
    this.live.show(this.states().map((line) => `${frame} ${line}`));
  }

  private repeat(): void {
    for (const line of this.states()) {
      this.print(line);
    }
  }

  private states(): readonly string[] {
    return [...this.waits].map(
      ([job, { began, state }]) => `${job}  ${state} ${this.color.dim(`· ${formatElapsed(this.now() - began)}`)}`,
    );
  }
}
