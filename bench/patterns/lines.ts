import { arrange } from "../../cli/import/arrange";
import type { Code } from "../../cli/import/code";
import { layout } from "../../cli/import/layout";

/** Lines of a job, with and without the content of files and scripts that are in it. */
export interface Lines {
  readonly all: number;
  /** Without the lines of texts of several lines. */
  readonly own: number;
}

/** Lines of the block `job` of an HCL file that are neither empty nor comments. */
export function hclLines(text: string): Lines {
  let [all, own, depth] = [0, 0, 0];
  let isJob = false;
  let end: RegExp | undefined;
  for (const raw of text.replace(/\/\*[\s\S]*?\*\//g, "").split("\n")) {
    if (end !== undefined) {
      const isEnd = end.test(raw);
      all += isJob && raw.trim() !== "" ? 1 : 0;
      own += isJob && isEnd ? 1 : 0;
      end = isEnd ? undefined : end;
      continue;
    }
    const line = raw.trim();
    if (line === "" || /^(#|\/\/)/.test(line)) {
      continue;
    }
    isJob ||= /^job\s+"/.test(line);
    if (isJob) {
      all += 1;
      own += 1;
    }
    const [, word] = /<<-?"?(\w+)"?\s*$/.exec(line) ?? [];
    end = word === undefined ? undefined : new RegExp(`^\\s*${word}\\b`);
    const code = line.replace(/"(?:[^"\\]|\\.)*"/g, "").replace(/(#|\/\/).*$/, "");
    depth += (code.match(/\{/g)?.length ?? 0) - (code.match(/\}/g)?.length ?? 0);
    isJob &&= depth > 0;
  }
  return { all, own };
}

/**
 * Lines of `new WebService(...)` as the formatter breaks them.
 *
 * @param props the props
 * @param extra lines that are not in the props
 */
export function typeScriptLines(props: object, extra: number): Lines {
  return { all: linesOf(props) + extra, own: linesOf(withoutTexts(props) as object) + extra };
}

/** The prop that takes the most lines, without the content of files. */
export function longestProp(props: object): string {
  const counted = Object.entries(withoutTexts(props) as object).map(
    ([name, value]) => [name, linesOf({ [name]: value })] as const,
  );
  return counted.sort(([, some], [, others]) => others - some)[0]?.[0] ?? "";
}

function linesOf(props: object): number {
  const lead = 'new WebService(this, "web", ';
  const text = `${lead}${layout(dense(arrange(props)), "", lead)});`;
  return text.split("\n").filter((line) => !["", CONTENT].includes(line.trim())).length;
}

/** The importer gives each block of HCL lines of its own. The formatter asks for a line break only where a line is too long. */
function dense(code: Code): Code {
  switch (code.kind) {
    case "object":
      return {
        ...code,
        expand: false,
        entries: code.entries.map((entry) => ({ ...entry, value: dense(entry.value) })),
      };
    case "array":
      return { ...code, items: code.items.map((item) => ({ ...item, value: dense(item.value) })) };
    case "call":
      return { ...code, arguments: code.arguments.map(dense) };
    default:
      return code;
  }
}

/** Takes the place of a text of several lines, so that only the lines around it count. */
const CONTENT = "<content>";

function withoutTexts(value: unknown): unknown {
  if (typeof value === "string") {
    return value.includes("\n") ? `${CONTENT}\n${CONTENT}\n` : value;
  }
  if (Array.isArray(value)) {
    return value.map(withoutTexts);
  }
  return typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutTexts(inner)]))
    : value;
}
