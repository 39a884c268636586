import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** The root folder of this repository. */
export const repository = path.join(__dirname, "..", "..", "..");

/** A fenced block of a page. */
export interface Block {
  /** The place of its first line, such as `docs/how-to/dns.md:7`. */
  readonly place: string;
  /** The path of the page, such as `docs/how-to/dns.md`. */
  readonly page: string;
  /** The word after the fence, such as `ts`, `sh`, or `text`; empty if there is none. */
  readonly language: string;
  readonly text: string;
}

/** The Markdown files below a folder; generated API pages are not part of the repository. */
function pagesIn(folder: string): string[] {
  return readdirSync(path.join(repository, folder), { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".md"))
    .map((entry) => `${folder}/${entry.name}`);
}

/** Folders of guides, by what a reader wants to do. */
export const guideFolders = ["docs/tutorials", "docs/how-to", "docs/reference", "docs/explanation"] as const;

/** Pages whose commands and snippets are tested. The pages of error codes have a test of their own. */
export const guides: readonly string[] = [
  "README.md",
  "CONTRIBUTING.md",
  "SECURITY.md",
  "bench/README.md",
  ...pagesIn("docs"),
  ...guideFolders.flatMap(pagesIn),
];

/** All pages, for the links between them. */
export const pages: readonly string[] = [
  ...guides,
  "CHANGELOG.md",
  "provider/README.md",
  ...["docs/adr", "docs/errors"].flatMap(pagesIn),
];

export function read(page: string): string {
  return readFileSync(path.join(repository, page), "utf8");
}

/** Returns the fenced blocks of a page in their order. */
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

/** Returns the lines of a page with empty lines in place of fenced blocks, so that line numbers stay the same. */
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

/** Returns the anchor that GitHub gives to a heading. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M} _-]/gu, "")
    .replaceAll(" ", "-");
}

/** Returns the anchors of the headings of a page. */
export function anchorsOf(page: string): string[] {
  return proseOf(page)
    .map((line) => /^#+ (.*)$/.exec(line)?.[1])
    .filter((heading) => heading !== undefined)
    .map(anchor);
}
