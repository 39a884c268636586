import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** The folder of this repository. */
export const repository = path.join(__dirname, "..", "..", "..");

/** A fenced block of a page. */
export interface Block {
  /** Where it begins, as `docs/dns.md:7`. */
  readonly place: string;
  /** The page, as `docs/dns.md`. */
  readonly page: string;
  /** The word behind the fence: `ts`, `sh`, `text`; empty if there is none. */
  readonly language: string;
  readonly text: string;
}

/** The pages whose every snippet is tried: the README and the guides. The pages of the rules have a test of their own. */
export const guides: readonly string[] = [
  "README.md",
  ...readdirSync(path.join(repository, "docs"))
    .filter((file) => file.endsWith(".md"))
    .map((file) => `docs/${file}`),
];

/** All pages there are, for the links between them. */
export const pages: readonly string[] = [
  ...guides,
  "provider/README.md",
  ...["docs/adr", "docs/errors"].flatMap((folder) =>
    readdirSync(path.join(repository, folder))
      .filter((file) => file.endsWith(".md"))
      .map((file) => `${folder}/${file}`),
  ),
];

export function read(page: string): string {
  return readFileSync(path.join(repository, page), "utf8");
}

/** The fenced blocks of a page, in its order. */
export function blocksOf(page: string): Block[] {
  const blocks: Block[] = [];
  let open: { fence: string; indent: number; language: string; line: number; lines: string[] } | undefined;
  for (const [index, line] of read(page).split("\n").entries()) {
    const [, spaces = "", fence, language = ""] = /^( *)(`{3,})(.*)$/.exec(line) ?? [];
    if (open === undefined && fence !== undefined) {
      open = { fence, indent: spaces.length, language, line: index + 1, lines: [] };
    } else if (open !== undefined && fence === open.fence && language === "") {
      blocks.push({ place: `${page}:${open.line}`, page, language: open.language, text: open.lines.join("\n") });
      open = undefined;
    } else {
      open?.lines.push(line.slice(open.indent));
    }
  }
  return blocks;
}

/** A page without its fenced blocks; the lines keep their numbers. */
export function proseOf(page: string): string[] {
  let fence: string | undefined;
  return read(page)
    .split("\n")
    .map((line) => {
      const found = /^ *(`{3,})/.exec(line)?.[1];
      const outside = fence === undefined && found === undefined;
      if (found !== undefined) {
        fence = fence === undefined ? found : found === fence ? undefined : fence;
      }
      return outside ? line : "";
    });
}
