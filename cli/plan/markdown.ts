import { actionWord, byKind, countActions, inReadingOrder, rankOf, rankOfProblem } from "./by-kind";
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
const RESERVE = 700;

/** The share of the room that what must not be missed may take with all its fields, before the others get a line each. */
const FIRST = 0.5;

/**
 * The report as a comment on a pull request: the summary first, a block to open for each resource. What does not fit is
 * cut, and the comment says how much of what: first the fields of what is new or changed as it was meant, then its line.
 * Errors, what is destroyed and what somebody changed on the cluster are kept as long as there is room for them at all.
 *
 * @param limit characters
 */
export function markdownReport(given: Report, limit: number = commentLimit): string {
  const report = visibleReport(given);
  const kinds = byKind(report).map(({ type, counts }) => `- ${type}: ${counts}\n`);
  const head = `### cdknomad ${report.mode}: ${escaped(summaryLine(report))}\n${kinds.length > 0 ? `\n${kinds.join("")}` : ""}`;
  const stacks = report.stacks.map((stack) => ({ title: stackTitle(stack), parts: stackParts(stack) }));
  const titles = stacks.reduce((sum, { title }) => sum + title.length, 0);
  const parts = stacks.flatMap((stack) => stack.parts);
  const chosen = choose(parts, limit - head.length - titles - RESERVE);
  const body = stacks.map((stack) => stack.title + stack.parts.map((part) => chosen.get(part) ?? "").join("")).join("");
  return `${head}${body}${cutNote(parts, chosen)}`;
}

/** What is shown of each part: all of it, its line, or nothing. */
function choose(parts: readonly Part[], room: number): ReadonlyMap<Part, string> {
  const shown = new Map<Part, string>();
  let left = room;
  const show = (part: Part, text: string, atLeast: number) => {
    const more = text.length - (shown.get(part)?.length ?? 0);
    if (left - more >= atLeast) {
      left -= more;
      shown.set(part, text);
    }
  };
  const byRank = [...parts].sort((one, other) => one.rank - other.rank);
  for (const part of byRank.filter(({ rank }) => rank < LATER)) {
    show(part, part.full, room * FIRST);
  }
  for (const part of byRank.filter((one) => !shown.has(one))) {
    show(part, part.short, 0);
  }
  for (const part of byRank.filter((one) => shown.get(one) === one.short)) {
    show(part, part.full, 0);
  }
  return shown;
}

/** From this rank on it is warnings, and what was meant. */
const LATER = 3;

function cutNote(parts: readonly Part[], chosen: ReadonlyMap<Part, string>): string {
  const count = (some: readonly Part[]) => {
    const resources = some.flatMap(({ resource }) => resource ?? []);
    const messages = some.length - resources.length;
    return [countActions(resources), messages > 0 ? `${messages} messages` : ""].filter(Boolean).join(", ");
  };
  const hidden = parts.filter((part) => !chosen.has(part));
  const shortened = parts.filter((part) => part.full !== part.short && chosen.get(part) === part.short);
  const notes = [
    hidden.length > 0 ? `${hidden.length} are left out whole (${count(hidden)})` : "",
    shortened.length > 0 ? `${shortened.length} are without their fields or details (${count(shortened)})` : "",
  ].filter((note) => note !== "");
  return notes.length > 0
    ? `\n> **Cut to fit into a comment:** ${notes.join(", ")}. \`cdknomad plan --html FILE\` or \`--json FILE\` tells all.\n`
    : "";
}

interface Part {
  readonly full: string;
  /** In one line. */
  readonly short: string;
  /** How soon it is cut: the smallest last. */
  readonly rank: number;
  /** Absent for a message. */
  readonly resource?: ResourceReport;
}

function stackTitle({ name, resources, problems }: StackReport): string {
  return `\n#### ${escaped(name)}${resources.length + problems.length === 0 ? ": no changes" : ""}\n`;
}

function stackParts(stack: StackReport): Part[] {
  return [
    ...stack.problems.map((problem) => ({
      full: problemText(problem),
      short: problemLine(problem),
      rank: rankOfProblem(problem),
    })),
    ...inReadingOrder(stack).map(resourcePart),
  ];
}

/** What others wrote stands in code: there neither forge takes a number for an issue or a name for somebody to call. */
function problemLine({ level, summary }: Problem): string {
  return `\n**${level}:** <code>${html(summary)}</code>\n`;
}

function problemText(problem: Problem): string {
  return `${problemLine(problem)}${fence(problem.detail)}`;
}

function resourcePart(resource: ResourceReport): Part {
  const { action, type, name, origin, fields, scheduler, problems } = resource;
  const who = origin === "configuration" ? "" : ` · <b>${originWords[origin]}</b>`;
  const nomad = Object.entries(scheduler).map(([group, answer]) => `${group}: ${answer}`);
  const answer = nomad.length > 0 ? ` · <code>${html(nomad.join("; "))}</code>` : "";
  const after = resource.after === undefined ? "" : ` · after stack <code>${html(resource.after)}</code>`;
  const title = `<b>${actionWord[action]}</b> ${type} <code>${html(name)}</code>${after}${answer}${who}`;
  const short = `\n- ${title}\n`;
  if (fields.length + problems.length === 0) {
    return { full: short, short, rank: rankOf(resource), resource };
  }
  const warned = problems.length > 0 ? " ⚠" : "";
  const body = fence(fields.flatMap(fieldLines).join("\n"), "diff") + problems.map(problemText).join("");
  const full = `\n<details><summary>${title}${warned}</summary>\n${body}\n</details>\n`;
  return { full, short, rank: rankOf(resource), resource };
}

function fieldLines({ path, before, after, origin, lines: differing }: FieldChange): string[] {
  const who = origin === "configuration" ? "" : `   # ${originWords[origin]}`;
  if (differing) {
    return [`  ${path}:${who}`, ...differing];
  }
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
    /[&<>@\\`*_[\]#|~!]|:(?=\/\/)|(?<=www)\./gi,
    (character) => named[character] ?? `&#${character.charCodeAt(0)};`,
  );
}

const named: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
