import { constants } from "node:os";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Ctrl-C, SIGTERM and a closed terminal, as they reach what a command has begun: handed on in order, so that Terraform
 * finishes what it writes and keeps its state. Each further signal is handed on too; Terraform takes a second one for "at once".
 */
export class Interruption {
  private signal: (typeof SIGNALS)[number] | undefined;
  private readonly ends: (() => void)[] = [];

  /** @param onFirst is called at the first signal, to report what happens next */
  constructor(private readonly onFirst: () => void) {}

  /** Whether a signal came. */
  get came(): boolean {
    return this.signal !== undefined;
  }

  /** What a shell expects of a program that a signal ended: 130 for Ctrl-C, 143 for SIGTERM. */
  get exitCode(): number {
    return 128 + (this.signal === undefined ? 0 : constants.signals[this.signal]);
  }

  /** Takes what ends something that has begun. What begins after the signal is ended at once. */
  readonly begun = (end: () => void): void => {
    this.ends.push(end);
    if (this.came) {
      end();
    }
  };

  /** Takes the signals for as long as the work lasts, which has to see for itself that one came. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    const take = (signal: NodeJS.Signals) => {
      const first = !this.came;
      this.signal ??= signal as (typeof SIGNALS)[number];
      if (first) {
        this.onFirst();
      }
      for (const end of this.ends) {
        end();
      }
    };
    for (const signal of SIGNALS) {
      process.on(signal, take);
    }
    try {
      return await work();
    } finally {
      for (const signal of SIGNALS) {
        process.off(signal, take);
      }
    }
  }
}
