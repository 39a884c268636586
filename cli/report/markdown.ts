import { byKind, inReadingOrder, rankOf, rankOfProblem } from "./by-kind";
import { isUnchanged, outputField } from "./outputs";
import type { FieldChange, OutputReport, Problem, Report, ResourceReport, StackReport } from "./report";
import { clusterLine, proofLine, summaryLine } from "./summary";
import { visibleReport } from "./visible";
import { actionWord, causeOf, countActions, counted, shownAction, stacksOf, takeOverOf } from "./wording";

/** The longest comment that GitHub accepts, in characters; GitLab accepts more. */
export const commentLimit = 65_536;

/** How many characters are reserved for the sentence about omitted parts. */
const RESERVE = 700;

/** The share of the comment that the most important parts may use with all fields, before the others get one line each. */
const FIRST = 0.5;

/**
 * Returns the report as a comment on a pull request: the summary, then a collapsible block for each resource. Parts that do
 * not fit are omitted, and the comment counts them: first the fields of intended changes, then their lines. Errors,
 * deletions, and changes on the cluster are omitted last.
 *
 * @param limit the longest comment, in characters
 */
export function markdownReport(given: Report, limit: number = commentLimit): string {
  const report = visibleReport(given);
  const kinds = byKind(report).map(({ type, counts }) => `- ${type}: ${counts}\n`);
  const about = clusterLine(report.cluster);
  const of = about === "" ? "" : ` of ${escaped(about)}`;
  const proof = proofLine(report);
  const notes = `${proof === "" ? "" : `\n${escaped(proof)}\n`}${kinds.length > 0 ? `\n${kinds.join("")}` : ""}`;
  const head = `### cdknomad ${report.mode}${of}: ${escaped(summaryLine(report))}\n${notes}`;
  const stacks = report.stacks.map((stack) => ({ title: stackTitle(stack), parts: stackParts(stack) }));
  const titles = stacks.reduce((sum, { title }) => sum + title.length, 0);
  const parts = stacks.flatMap((stack) => stack.parts);
  const chosen = choose(parts, limit - head.length - titles - RESERVE);
  const body = stacks.map((stack) => stack.title + stack.parts.map((part) => chosen.get(part) ?? "").join("")).join("");
  return `${head}${body}${cutNote(parts, chosen)}`;
}

/** Returns the shown text of each part: all of it or one line. An omitted part has none. */
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

/** The first rank of warnings and intended changes. */
const LATER = 3;

function cutNote(parts: readonly Part[], chosen: ReadonlyMap<Part, string>): string {
  const count = (some: readonly Part[]) => {
    const resources = some.flatMap(({ resource }) => resource ?? []);
    const outputs = some.filter(({ isOutput }) => isOutput).length;
    const messages = some.length - resources.length - outputs;
    return [
      countActions(resources),
      outputs > 0 ? counted(outputs, "output") : "",
      messages > 0 ? `${messages} messages` : "",
    ]
      .filter(Boolean)
      .join(", ");
  };
  const hidden = parts.filter((part) => !chosen.has(part));
  const shortened = parts.filter((part) => part.full !== part.short && chosen.get(part) === part.short);
  const notes = [
    hidden.length > 0 ? `${hidden.length} are omitted (${count(hidden)})` : "",
    shortened.length > 0 ? `${shortened.length} are shown without fields or details (${count(shortened)})` : "",
  ].filter((note) => note !== "");
  return notes.length > 0
    ? `\n> **Shortened to fit into a comment:** ${notes.join(", ")}. \`cdknomad plan --html FILE\` or \`--json FILE\` shows all.\n`
    : "";
}

interface Part {
  readonly full: string;
  /** In one line. */
  readonly short: string;
  /** The importance; the smallest number is omitted last. */
  readonly rank: number;
  /** Absent for a message and an output. */
  readonly resource?: ResourceReport;
  readonly isOutput?: boolean;
}

function stackTitle(stack: StackReport): string {
  return `\n#### ${escaped(stack.name)}${isUnchanged(stack) ? ": no changes" : ""}\n`;
}

function stackParts(stack: StackReport): Part[] {
  return [
    ...stack.problems.map((problem) => ({
      full: problemText(problem),
      short: problemLine(problem),
      rank: rankOfProblem(problem),
    })),
    ...inReadingOrder(stack).map(resourcePart),
    ...(stack.outputs ?? []).map(outputPart),
  ];
}

function outputPart(output: OutputReport): Part {
  const title = `<b>${actionWord[output.action]}</b> output <code>${html(output.name)}</code>`;
  const body = fence(fieldLines(outputField(output)).join("\n"), "diff");
  const full = `\n<details><summary>${title}</summary>\n${body}\n</details>\n`;
  return { full, short: `\n- ${title}\n`, rank: LATER, isOutput: true };
}

/** Texts of others are shown as code, in which a forge links no issue and mentions no user. */
function problemLine({ level, summary }: Problem): string {
  return `\n**${level}:** <code>${html(summary)}</code>\n`;
}

function problemText(problem: Problem): string {
  return `${problemLine(problem)}${fence(problem.detail)}`;
}

function resourcePart(resource: ResourceReport): Part {
  const { type, name, origin, fields, scheduler, problems } = resource;
  const who = origin === "configuration" ? "" : ` · <b>${causeOf(origin)}</b>`;
  const nomad = Object.entries(scheduler).map(([group, answer]) => `${group}: ${answer}`);
  const answer = nomad.length > 0 ? ` · <code>${html(nomad.join("; "))}</code>` : "";
  const remark = stacksOf(resource) || takeOverOf(resource);
  const after = remark && ` · <code>${html(remark)}</code>`;
  const title = `<b>${actionWord[shownAction(resource)]}</b> ${type} <code>${html(name)}</code>${after}${answer}${who}`;
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
  const who = origin === "configuration" ? "" : `   # ${causeOf(origin)}`;
  if (differing) {
    return [`  ${path}:${who}`, ...differing];
  }
  const lines = (mark: string, value: string | undefined) =>
    value === undefined ? [] : value.split("\n").map((line) => `${mark} ${path}: ${line}${who}`);
  return [...lines("-", before), ...lines("+", after)];
}

/** Returns a code block that its text cannot close. */
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

/** Returns a text for use between tags. Character references are safe in both HTML and Markdown. */
function html(text: string): string {
  return text.replace(
    /[&<>@\\`*_[\]#|~!]|:(?=\/\/)|(?<=www)\./gi,
    (character) => named[character] ?? `&#${character.charCodeAt(0)};`,
  );
}

const named: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
