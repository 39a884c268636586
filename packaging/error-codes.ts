import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { uncodedErrors } from "./uncoded-errors";

/** Where codes are declared; each group is a part of the list in `docs/errors/README.md`. */
export type CodeGroup = "jobs" | "commands" | "programs" | "providers";

/** Folders whose sources report errors. */
const typeScript = ["constructs", "cli", "clients", "errors", "lab", "tools", "config", "patterns"];
const commandCodes = path.join("errors", "codes.ts");
const providerCodes = path.join("provider", "internal", "problem", "codes.json");
/** Lists of codes. A code that occurs only there is never reported. */
const lists = [commandCodes, providerCodes, path.join("constructs", "validate", "codes.ts")];

/** All error codes, and the group of each. */
export function errorCodes(root: string): ReadonlyMap<string, CodeGroup> {
  const codes = new Map<string, CodeGroup>();
  for (const [file, text] of sources(root, typeScript, ".ts")) {
    const ofIssues = /^(constructs|patterns)\b/.test(file) ? "jobs" : "commands";
    for (const [, code = ""] of text.matchAll(/\bcode:\s*"([a-z0-9-]+)",\s*(?:title: .*\n\s*)?level:/g)) {
      codes.set(code, ofIssues);
    }
    for (const [, code = ""] of text.matchAll(/\bCodedError\(\s*"([a-z0-9-]+)"/g)) {
      codes.set(code, "commands");
    }
  }
  for (const [type, group] of [
    ["(?!ProgramCode)", "commands"],
    ["ProgramCode", "programs"],
  ] as const) {
    const unions = read(root, commandCodes).matchAll(new RegExp(`^export type ${type}\\w* =\\s([^;]*);`, "gm"));
    for (const [, code = ""] of [...unions].flatMap(([, union = ""]) => [...union.matchAll(/"([a-z0-9-]+)"/g)])) {
      codes.set(code, group);
    }
  }
  for (const code of Object.keys(JSON.parse(read(root, providerCodes) || "{}"))) {
    codes.set(code, codes.get(code) ?? "providers");
  }
  return new Map([...codes].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The errors of the commands, the lab, the tools, and the constructs that have no code. */
export function errorsWithoutCode(root: string): string[] {
  return sources(root, typeScript, ".ts").flatMap(([file, text]) => uncodedErrors(file, text));
}

/** Codes that are declared and that no source reports. */
export function unusedCodes(root: string): string[] {
  const text = [...sources(root, typeScript, ".ts"), ...sources(root, ["provider"], ".go")]
    .filter(([file]) => !lists.includes(file))
    .map(([, content]) => content)
    .join("\n");
  return [...errorCodes(root).keys()].filter((code) => !text.includes(`"${code}"`));
}

/** The files below folders with their texts, without tests and installed packages. */
function sources(root: string, folders: readonly string[], extension: string): [file: string, text: string][] {
  return folders
    .filter((folder) => existsSync(path.join(root, folder)))
    .flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" }).map((file) =>
        path.join(folder, file),
      ),
    )
    .filter((file) => file.endsWith(extension) && !/_test\.go$|(^|\/)(node_modules|template)\//.test(file))
    .map((file): [string, string] => [file, readFileSync(path.join(root, file), "utf8")]);
}

function read(root: string, file: string): string {
  return existsSync(path.join(root, file)) ? readFileSync(path.join(root, file), "utf8") : "";
}
