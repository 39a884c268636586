import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { type FileRead, readNow, type Use } from "./file-read";

/** Functions of `node:fs` by what they use of the path in their first argument. Those of `fs.promises` have the same names. */
const READERS: Readonly<Record<Use, readonly string[]>> = {
  content: ["readFileSync", "readFile", "openSync", "open", "createReadStream"],
  names: ["readdirSync", "readdir", "opendirSync", "opendir"],
  presence: ["existsSync", "statSync", "stat", "lstatSync", "lstat", "accessSync", "access"],
};

/** Functions that write the path in their first argument. */
const WRITERS: readonly string[] = ["writeFileSync", "writeFile", "appendFileSync", "appendFile", "createWriteStream"];

/** Whether a file is opened with these flags to be read. */
const isRead = (flags: unknown): boolean =>
  typeof flags === "string" ? flags.startsWith("r") : typeof flags !== "number" || (flags & 3) !== 1;

/** Records which files a program reads, each with its signature just before the first read. */
export class ReadRecorder {
  private readonly found = new Map<string, FileRead>();
  /** Files that the program writes itself. If they were watched, each run would be the reason for the next one. */
  private readonly written = new Set<string>();

  /** @param isRelevant whether a change of this absolute path may change what the program does */
  constructor(private readonly isRelevant: (file: string) => boolean) {}

  /** The recorded reads. */
  get reads(): readonly FileRead[] {
    return [...this.found.values()].filter(({ file }) => !this.written.has(file));
  }

  /** Records one read. */
  note(file: string, use: Use): void {
    const absolute = path.resolve(file);
    const known = this.found.get(absolute);
    // A program often asks whether a file exists and then reads it: the content says both.
    if (this.isRelevant(absolute) && (known === undefined || (known.use === "presence" && use !== "presence"))) {
      this.found.set(absolute, readNow(absolute, use));
    }
  }

  /** Records the reads of all later calls of `node:fs`. */
  watch(): void {
    for (const [use, names] of Object.entries(READERS) as [Use, readonly string[]][]) {
      for (const name of names) {
        const isOpen = name.startsWith("open") && use === "content";
        observe(name, ([file, flags]) => (isOpen && !isRead(flags) ? this.noteWrite(file) : this.noteRead(file, use)));
      }
    }
    for (const name of WRITERS) {
      observe(name, ([file]) => this.noteWrite(file));
    }
  }

  private noteRead(given: unknown, use: Use): void {
    const file = pathOf(given);
    if (file !== undefined) {
      this.note(file, use);
    }
  }

  private noteWrite(given: unknown): void {
    const file = pathOf(given);
    if (file !== undefined) {
      this.written.add(path.resolve(file));
    }
  }
}

type Functions = Record<string, ((...args: unknown[]) => unknown) | undefined>;

/** Calls an observer before each call of a function of `node:fs` and of `fs.promises`. */
function observe(name: string, observer: (args: readonly unknown[]) => void): void {
  for (const target of [fs, fs.promises] as unknown as Functions[]) {
    const original = target[name];
    if (original) {
      target[name] = function (this: unknown, ...args: unknown[]) {
        observer(args);
        return original.apply(this, args);
      };
    }
  }
}

/** Returns the path in an argument; nothing for a descriptor, and for a wrong argument, which the function itself reports. */
function pathOf(given: unknown): string | undefined {
  if (typeof given === "string") {
    return given;
  }
  return given instanceof URL && given.protocol === "file:" ? fileURLToPath(given) : undefined;
}
