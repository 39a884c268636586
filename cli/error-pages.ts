import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import pc from "picocolors";
import { repositoryRoot } from "../tools/cache";

const folder = path.join(repositoryRoot, "docs", "errors");

/** An error code and the title of its page. */
export interface ErrorCode {
  readonly code: string;
  /** One line, such as `an image has no tag, or the tag "latest"`. */
  readonly title: string;
  readonly level: "error" | "warning";
}

/** Returns all error codes that have a page, sorted by code. */
export function listErrorCodes(): readonly ErrorCode[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".md") && file !== "README.md")
    .sort()
    .map((file) => {
      const [, level = "Error", title = ""] =
        /^(Error|Warning): (.*)\.$/m.exec(readFileSync(path.join(folder, file), "utf8")) ?? [];
      return { code: path.basename(file, ".md"), title, level: level === "Warning" ? "warning" : "error" };
    });
}

/** Returns the page of an error code for a terminal, or undefined if there is no such code. */
export function errorPageText(code: string): string | undefined {
  const file = path.join(folder, `${code}.md`);
  return /^[a-z0-9-]+$/.test(code) && existsSync(file) ? forTerminal(readFileSync(file, "utf8")) : undefined;
}

/** Marks headings with bold text and code with indentation, because a terminal does not render Markdown. */
function forTerminal(markdown: string): string {
  let isCode = false;
  return markdown
    .split("\n")
    .flatMap((line) => {
      if (line.startsWith("```")) {
        isCode = !isCode;
        return [];
      }
      if (isCode) {
        return [line === "" ? "" : `    ${line}`];
      }
      const [, heading] = /^#+ (.*)$/.exec(line) ?? [];
      return [heading === undefined ? line : pc.bold(heading.replaceAll("`", ""))];
    })
    .join("\n")
    .trimEnd();
}
