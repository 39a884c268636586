import { statSync } from "node:fs";
import { type FileRead, readNow, signatureOf } from "./file-read";

/**
 * The files that a program depends on, with their signatures at the time of the last read. Changes are found by comparing the
 * signatures. That loses no edit: one between two looks is found by the second one, and one during a run of the program is found
 * after it. It also works on network file systems and in containers, where the kernel reports no changes.
 */
export class WatchedFiles {
  private reads: readonly FileRead[] = [];

  /** The number of watched paths. */
  get size(): number {
    return this.reads.length;
  }

  /** Replaces the watched files. The same path may be in the list with several signatures; all of them must be current. */
  replace(reads: Iterable<FileRead>): void {
    const unique = new Map([...reads].map((read) => [`${read.use}:${read.file}:${read.signature}`, read]));
    this.reads = [...unique.values()];
  }

  /** Adds watched files, for a program that failed before it had read all of its files. */
  add(reads: Iterable<FileRead>): void {
    this.replace([...this.reads, ...reads]);
  }

  /** Takes the present signature of each file as the known one. */
  accept(): void {
    this.replace(this.reads.map(({ file, use }) => readNow(file, use)));
  }

  /** Returns the paths that changed. */
  changed(): readonly string[] {
    const different = this.reads.filter(({ file, use, signature }) => signatureOf(file, use) !== signature);
    return [...new Set(different.map(({ file }) => file))];
  }

  /** Returns a text that stays the same as long as no watched file changes again. */
  state(): string {
    return this.reads.map(({ file, use }) => signatureOf(file, use)).join("\n");
  }
}

/** Age of a modification time, in milliseconds, from which on it is not that of the edit: a file was moved or replaced by an old one. */
const OLD = 60_000;

/** Returns when the newest of the changed files was saved, in milliseconds since 1970. */
export function savedAt(files: readonly string[], now = Date.now()): number {
  const times = files.map((file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  const newest = Math.max(0, ...times);
  return newest > Math.max(0, now - OLD) && newest <= now ? newest : now;
}
