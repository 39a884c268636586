import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** Inputs of a build in addition to its source files. */
export interface BuildInputs {
  /** Import path or relative path of the main package. */
  readonly packagePath: string;
  readonly tags: readonly string[];
  /** Whether it is built with cgo. */
  readonly withCgo: boolean;
  /** Output of `go env GOVERSION GOOS GOARCH`. */
  readonly toolchain: string;
}

/**
 * Returns the source files of a Go module and of the modules that it replaces by a folder, without tests: Go code, module files, and
 * the files that the code embeds.
 */
export const sourceFiles = (dir: string): string[] => sourcesOf(dir).map(([file]) => file);

/** Returns the paths of the source files with their texts. */
function sourcesOf(dir: string): [file: string, text: string][] {
  const texts = new Map<string, string>();
  const add = (file: string) => texts.set(file, texts.get(file) ?? readFileSync(file, "utf8"));
  [dir, ...replacedModules(dir)].flatMap(filesOf).forEach(add);
  [...texts].flatMap(([file, text]) => embeddedFiles(file, text)).forEach(add);
  return [...texts].sort(([a], [b]) => (slashes(a) < slashes(b) ? -1 : 1));
}

/** Returns the folders that the `replace` directives of a `go.mod` name. */
function replacedModules(dir: string): string[] {
  const file = path.join(dir, "go.mod");
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  return [...text.matchAll(/=>\s*(\.\.?\/\S*)/g)].map(([, folder = ""]) => path.join(dir, folder));
}

function filesOf(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(\.go|^go\.mod|^go\.sum)$/.test(entry.name) && !/_test\.go$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

/** Returns the files that the `go:embed` directives of a source name. The sources of this project use no patterns there. */
function embeddedFiles(file: string, text: string): string[] {
  return [...text.matchAll(/^\/\/go:embed (\S+)$/gm)].map(([, name = ""]) => path.join(path.dirname(file), name));
}

/** The same sources have the same key on every operating system. */
const slashes = (file: string) => file.replaceAll(path.sep, "/");

/** Returns a short hash that changes whenever the built program can change. */
export function buildKey(dir: string, inputs: BuildInputs): string {
  const hash = createHash("sha256");
  // JSON is unambiguous: two different lists never give the same text.
  hash.update(JSON.stringify([inputs.packagePath, inputs.tags, inputs.toolchain, ...(inputs.withCgo ? ["cgo"] : [])]));
  for (const [file, text] of sourcesOf(dir)) {
    hash.update(JSON.stringify([slashes(path.relative(dir, file)), text]));
  }
  return hash.digest("hex").slice(0, 16);
}
