import { readFileSync } from "node:fs";
import { type Zippable, zipSync } from "fflate";

/** Unix, in the field of a zip file for the system whose attributes a file has. */
const UNIX = 3;

/** A local time, because that is what a zip file has: the first one that it can have. */
const TIME = new Date(1980, 0, 1);

/**
 * Returns a zip file as the registries of Terraform and OpenTofu have it for a provider and a platform. The same files give the same bytes.
 *
 * @param program the path of the provider
 * @param name the name of the provider in the zip file
 * @param texts paths of texts by their names in the zip file
 */
export function providerZip(program: string, name: string, texts: Readonly<Record<string, string>> = {}): Uint8Array {
  const entry = (file: string, mode: number): Zippable[string] => [
    readFileSync(file),
    { os: UNIX, attrs: (0o100000 | mode) << 16, mtime: TIME, level: 9 },
  ];
  return zipSync({
    [name]: entry(program, 0o755),
    ...Object.fromEntries(Object.entries(texts).map(([text, file]) => [text, entry(file, 0o644)])),
  });
}
