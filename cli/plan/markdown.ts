import {
  type FieldChange,
  type Problem,
  type Report,
  type ResourceReport,
  type StackReport,
  summaryLine,
} from "./report";
import { originWords } from "./terminal";
import { visibleReport } from "./visible";

/** The longest comment that GitHub takes, in characters; GitLab takes more. */
export const commentLimit = 65_536;

/** How much is kept for the sentence that says what was cut. */
const RESERVE = 400;

/**
 * The report as a comment on a pull request: the summary first, a block to open for each resource. What does not fit is
 * cut in three steps, each of which says so: fields, then resources, then the rest of a message.
 *
 * @param limit characters
 */
export function markdownReport(given: Report, limit: number = commentLimit): string {
  const report = visibleReport(given);
  const head = `### cdknomad ${report.mode}: ${escaped(summaryLine(report))}\n`;
  const parts = report.stacks.flatMap(stackParts);
  const room = limit - head.length - RESERVE;
  let length = 0;
  let hidden = 0;
  let shortened = 0;
  const kept: string[] = [];
  for (const { full, short, counts } of parts) {
    if (length + full.length <= room) {
      kept.push(full);
      length += full.length;
    } else if (length + short.length <= room) {
      kept.push(short);
      length += short.length;
      shortened += counts;
    } else {
      hidden += counts;
    }
  }
  const notes = [
    shortened > 0 ? `the fields of ${shortened} are left out` : "",
    hidden > 0 ? `${hidden} are left out whole` : "",
  ].filter((note) => note !== "");
  const note =
    notes.length > 0
      ? `\n> **Cut to fit into a comment:** of the resources and messages ${notes.join(", ")}. \`cdknomad plan --html FILE\` or \`--json FILE\` tells all.\n`
      : "";
  return `${head}${kept.join("")}${note}`;
}

interface Part {
  readonly full: string;
  readonly short: string;
  /** 1 for a resource or a message, 0 for a heading. */
  readonly counts: number;
}

function stackParts({ name, resources, problems }: StackReport): Part[] {
  const title = `\n#### ${escaped(name)}${resources.length + problems.length === 0 ? ": no changes" : ""}\n`;
  return [
    { full: title, short: title, counts: 0 },
    ...problems.map((problem) => ({ full: problemText(problem), short: problemLine(problem), counts: 1 })),
    ...resources.map(resourcePart),
  ];
}

function problemLine({ level, summary }: Problem): string {
  return `\n**${level}:** ${escaped(summary)}\n`;
}

function problemText(problem: Problem): string {
  return `${problemLine(problem)}${fence(problem.detail)}`;
}

function resourcePart(resource: ResourceReport): Part {
  const { action, type, name, origin, fields, scheduler, problems } = resource;
  const who = origin === "configuration" ? "" : ` · <b>${originWords[origin]}</b>`;
  const nomad = Object.entries(scheduler).map(([group, answer]) => `${group}: ${answer}`);
  const answer = nomad.length > 0 ? ` · ${html(nomad.join("; "))}` : "";
  const after = resource.after === undefined ? "" : ` · after stack <code>${html(resource.after)}</code>`;
  const title = `<b>${actionWord[action]}</b> ${type} <code>${html(name)}</code>${after}${answer}${who}`;
  const short = `\n- ${title}\n`;
  if (fields.length + problems.length === 0) {
    return { full: short, short, counts: 1 };
  }
  const warned = problems.length > 0 ? " ⚠" : "";
  const body = fence(fields.flatMap(fieldLines).join("\n"), "diff") + problems.map(problemText).join("");
  return { full: `\n<details><summary>${title}${warned}</summary>\n${body}\n</details>\n`, short, counts: 1 };
}

/** What happens to a resource, as people are told. */
export const actionWord = {
  create: "create",
  update: "change",
  replace: "replace",
  delete: "destroy",
  forget: "forget",
  move: "move",
  none: "drift",
} as const;

function fieldLines({ path, before, after, origin }: FieldChange): string[] {
  const who = origin === "configuration" ? "" : `   # ${originWords[origin]}`;
  const lines = (mark: string, value: string | undefined) =>
    value === undefined ? [] : value.split("\n").map((line) => `${mark} ${path}: ${line}${who}`);
  return [...lines("-", before), ...lines("+", after)];
}

/** A block of text that cannot be left from within. */
function fence(text: string, language = ""): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const ticks = "`".repeat(longest + 1);
  return text === "" ? "" : `\n${ticks}${language}\n${text}\n${ticks}\n`;
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replace(/[\\`*_[\]<>#|@~!]/g, "\\$&")
    .replaceAll("://", "&#58;//");
}

/** A text among tags, where it is read as HTML or, without a block around it, as Markdown: the numbers mean nothing to both. */
function html(text: string): string {
  return text.replace(
    /[&<>@\\`*_[\]#|~!]|:(?=\/\/)/g,
    (character) => named[character] ?? `&#${character.charCodeAt(0)};`,
  );
}

const named: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
