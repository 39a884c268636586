/**
 * Counts what happened in the runs of a property and prints it at the end of a long run, because a property over inputs
 * that nobody takes would hold for nothing.
 */
export class Counted {
  private readonly counts = new Map<string, number>();

  /** @param property what is counted for */
  constructor(private readonly property: string) {}

  add(what: string): void {
    this.counts.set(what, this.of(what) + 1);
  }

  of(what: string): number {
    return this.counts.get(what) ?? 0;
  }

  print(): void {
    if (process.env.CDKNOMAD_FUZZ_SECONDS !== undefined) {
      const parts = [...this.counts].map(([what, count]) => `${count} ${what}`);
      process.stderr.write(`${this.property}: ${parts.join(", ")}\n`);
    }
  }
}
