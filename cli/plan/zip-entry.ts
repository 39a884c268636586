import { inflateRawSync } from "node:zlib";

/** The record at the end of a ZIP file, and one of its directory; what they begin with and where their fields are. */
const END = { signature: 0x06054b50, size: 22, entries: 10, directory: 16 } as const;
const ENTRY = {
  signature: 0x02014b50,
  method: 10,
  packed: 20,
  name: 28,
  extra: 30,
  comment: 32,
  at: 42,
  size: 46,
} as const;

/** What stands before the contents. */
const HEADER = { name: 26, extra: 28, size: 30 } as const;

const STORED = 0;
const DEFLATED = 8;

/**
 * The contents of one file in a ZIP file without a comment, such as Terraform's saved plans are.
 *
 * @returns nothing when there is no such file in it, or when it is no such ZIP file
 */
export function zipEntry(zip: Buffer, name: string): Buffer | undefined {
  const end = zip.length - END.size;
  if (end < 0 || zip.readUInt32LE(end) !== END.signature) {
    return undefined;
  }
  let place = zip.readUInt32LE(end + END.directory);
  for (let left = zip.readUInt16LE(end + END.entries); left > 0; left--) {
    if (place + ENTRY.size > end || zip.readUInt32LE(place) !== ENTRY.signature) {
      return undefined;
    }
    const length = zip.readUInt16LE(place + ENTRY.name);
    if (zip.toString("utf8", place + ENTRY.size, place + ENTRY.size + length) === name) {
      return contents(zip, place);
    }
    place += ENTRY.size + length + zip.readUInt16LE(place + ENTRY.extra) + zip.readUInt16LE(place + ENTRY.comment);
  }
  return undefined;
}

function contents(zip: Buffer, entry: number): Buffer | undefined {
  const header = zip.readUInt32LE(entry + ENTRY.at);
  const begin = header + HEADER.size + zip.readUInt16LE(header + HEADER.name) + zip.readUInt16LE(header + HEADER.extra);
  const packed = zip.subarray(begin, begin + zip.readUInt32LE(entry + ENTRY.packed));
  const method = zip.readUInt16LE(entry + ENTRY.method);
  return method === DEFLATED ? inflateRawSync(packed) : method === STORED ? packed : undefined;
}
