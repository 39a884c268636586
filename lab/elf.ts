import { closeSync, openSync, readSync } from "node:fs";

/** What a program or library needs to be loaded. */
export interface ElfNeeds {
  /** Path of the program that loads it, such as `/lib64/ld-linux-x86-64.so.2`. @default - a library, or a static program */
  readonly loader?: string;
  /** Names of the libraries that it is linked with, such as `libc.so.6`. */
  readonly libraries: readonly string[];
}

/** Returns the bytes of a file from an offset; fewer at its end. */
type Read = (offset: number, size: number) => Buffer;

const [LOAD, DYNAMIC, INTERPRETER] = [1, 2, 3];
const [NEEDED, STRINGS, SIZE_OF_STRINGS] = [1, 5, 10];

/**
 * Returns what a program needs, from its headers. `ldd` gives the same, but starts a process for each file and reads all of it.
 *
 * @param file path of the file; one that is no 64-bit ELF file, such as a script, needs nothing
 * @see https://man7.org/linux/man-pages/man5/elf.5.html
 */
export function elfNeeds(file: string): ElfNeeds {
  const descriptor = openSync(file, "r");
  try {
    return parse((offset, size) => {
      const bytes = Buffer.alloc(size);
      return bytes.subarray(0, readSync(descriptor, bytes, 0, size, offset));
    });
  } finally {
    closeSync(descriptor);
  }
}

function parse(read: Read): ElfNeeds {
  const header = read(0, 64);
  if (header.length < 64 || header.toString("latin1", 0, 6) !== "\x7fELF\x02\x01") {
    return { libraries: [] };
  }
  const segments = programHeaders(header, read);
  const interpreter = segments.find(({ type }) => type === INTERPRETER);
  const dynamic = segments.find(({ type }) => type === DYNAMIC);
  const entries = dynamic ? dynamicEntries(read(dynamic.offset, dynamic.size)) : [];
  const [at, size] = [STRINGS, SIZE_OF_STRINGS].map((tag) => entries.find((entry) => entry.tag === tag)?.value ?? 0);
  const strings = read(offsetOf(at as number, segments), size as number);
  return {
    ...(interpreter && { loader: textAt(read(interpreter.offset, interpreter.size), 0) }),
    libraries: entries.filter(({ tag }) => tag === NEEDED).map(({ value }) => textAt(strings, value)),
  };
}

/** Returns the text that ends with a zero byte. */
const textAt = (bytes: Buffer, start: number) => bytes.toString("utf8", start, bytes.indexOf(0, start));

/** A part of a file, and its address in memory. */
interface Segment {
  readonly type: number;
  readonly offset: number;
  readonly address: number;
  readonly size: number;
}

/** Returns the place in the file of what is at an address in memory. */
function offsetOf(address: number, segments: readonly Segment[]): number {
  const isIn = (segment: Segment) => segment.address <= address && address < segment.address + segment.size;
  const segment = segments.find((candidate) => candidate.type === LOAD && isIn(candidate));
  return segment ? address - segment.address + segment.offset : 0;
}

function programHeaders(header: Buffer, read: Read): Segment[] {
  const [start, size, count] = [Number(header.readBigUInt64LE(32)), header.readUInt16LE(54), header.readUInt16LE(56)];
  const all = read(start, size * count);
  return Array.from({ length: count }, (_, index) => {
    const one = all.subarray(index * size);
    return {
      type: one.readUInt32LE(0),
      offset: Number(one.readBigUInt64LE(8)),
      address: Number(one.readBigUInt64LE(16)),
      size: Number(one.readBigUInt64LE(32)),
    };
  });
}

function dynamicEntries(section: Buffer) {
  return Array.from({ length: Math.floor(section.length / 16) }, (_, index) => ({
    tag: Number(section.readBigUInt64LE(index * 16)),
    value: Number(section.readBigUInt64LE(index * 16 + 8)),
  }));
}
