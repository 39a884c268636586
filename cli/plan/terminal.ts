import pc from "picocolors";
import { byKind, countActions, inReadingOrder, MANY } from "./by-kind";
import { columnsOf, wrapLine } from "./columns";
import {
  type FieldChange,
  isWhole,
  type Problem,
  type Report,
  type ResourceReport,
  type StackReport,
  summaryLine,
} from "./report";
import { visibleReport } from "./visible";

/** How the report is to look on a terminal. */
export interface TerminalOptions {
  /** Columns; longer lines go on in the next. */
  readonly width: number;
  readonly colours: boolean;
}

/** How wide a terminal is taken for that does not say it, as of one that is no terminal. */
const UNKNOWN = { terminal: 100, file: 200 };

/** Of more new resources than that in one stack the rest is counted only. */
const MOST_CREATED = 50;

/** From so many lines on, the summary has left the screen, and comes once more at the end. */
const SCREEN = 40;

const marks = {
  create: "+",
  update: "~",
  replace: "±",
  delete: "-",
  forget: "·",
  move: "→",
  none: "!",
} as const;

/**
 * How a report looks where it is written to: as wide as the terminal, coloured where somebody sees colours. `NO_COLOR` and
 * `FORCE_COLOR` have the last word, in this order.
 */
export function terminalOptions(
  { isTTY, columns }: Pick<NodeJS.WriteStream, "isTTY" | "columns">,
  { NO_COLOR, FORCE_COLOR, TERM }: NodeJS.ProcessEnv,
): TerminalOptions {
  const wanted = FORCE_COLOR ? FORCE_COLOR !== "0" && FORCE_COLOR !== "false" : isTTY === true && TERM !== "dumb";
  return {
    width: Math.max(20, isTTY ? columns || UNKNOWN.terminal : UNKNOWN.file),
    colours: !NO_COLOR && wanted,
  };
}

/** The report for a person at a terminal: the summary, then each stack with its resources and their fields. */
export function terminalReport(given: Report, { width, colours }: TerminalOptions): string {
  const report = visibleReport(given);
  const c = pc.createColors(colours);
  const colour = { create: c.green, update: c.yellow, replace: c.red, delete: c.red, none: c.magenta } as const;
  const paint = (action: ResourceReport["action"]) =>
    action in colour ? colour[action as keyof typeof colour] : c.cyan;
  const painted = { "-": c.red, "+": c.green } as Readonly<Record<string, (text: string) => string>>;
  const words = width < 80 ? shortWords : originWords;

  /** A line with a remark behind it: the remark has a colour of its own, and a line of its own where it does not fit. */
  const remarked = (text: string, remark: string, indent: number, painting = (part: string) => part): string[] => {
    const wrapped = wrapLine(text, width, indent);
    const lines = wrapped.map(painting);
    const last = columnsOf(wrapped.at(-1) ?? "");
    return remark === ""
      ? lines
      : last + 2 + columnsOf(remark) <= width
        ? [...lines.slice(0, -1), `${lines.at(-1)}  ${c.magenta(remark)}`]
        : [...lines, ...wrapLine(`${" ".repeat(indent)}${remark}`, width, indent).map(c.magenta)];
  };
  const block = (lines: readonly string[], indent: number) =>
    lines.flatMap((line) =>
      wrapLine(`${" ".repeat(indent)}${line}`, width, indent + 2).map(painted[line[0] ?? ""] ?? c.dim),
    );
  const marked = (mark: string, text: string) => (text === "" ? [] : text.split("\n").map((line) => `${mark} ${line}`));

  const field = ({ path, before, after, origin, lines }: FieldChange): string[] => {
    const who = origin === "configuration" ? "" : `(${words[origin]})`;
    const several = [before, after].some((side) => side?.includes("\n"));
    if (lines || several) {
      const mark = before === undefined ? "+" : after === undefined ? "-" : "~";
      const shown = lines ?? [...marked("-", before ?? ""), ...marked("+", after ?? "")];
      return [...remarked(`      ${mark} ${path}:`, who, 8), ...block(shown, 10)];
    }
    const both = `      ~ ${path}: ${before} → ${after}`;
    const room = who === "" ? width : width - 2 - columnsOf(who);
    if (before !== undefined && after !== undefined && columnsOf(both) <= room) {
      return remarked(both, who, 8);
    }
    return [
      ...(before === undefined ? [] : remarked(`      - ${path}: ${before}`, after === undefined ? who : "", 8)),
      ...(after === undefined ? [] : remarked(`      + ${path}: ${after}`, who, 8)),
    ];
  };
  const problem = ({ level, summary, detail }: Problem, indent: number): string[] => {
    const at = " ".repeat(indent);
    return [
      ...wrapLine(`${at}${level}: ${summary}`, width, indent + 2).map(level === "error" ? c.red : c.yellow),
      ...detail.split("\n").flatMap((line) => {
        const own = line.length - line.trimStart().length;
        return line === "" ? [] : wrapLine(`${at}    ${line}`, width, indent + 4 + own);
      }),
    ];
  };
  const resource = (item: ResourceReport): string[] => {
    const after = item.after === undefined ? "" : `after stack ${item.after}`;
    const who = item.origin === "configuration" ? after : words[item.origin];
    // Of what comes or goes as a whole the other forms of the report tell each field: here nobody could see anything.
    const fields = isWhole(item) ? [] : item.fields;
    return [
      ...remarked(`  ${marks[item.action]} ${item.type} ${item.name}`, who, 6, paint(item.action)),
      ...Object.entries(item.scheduler).flatMap(([group, answer]) =>
        wrapLine(`      nomad: ${group}: ${answer}`, width, 8).map(c.dim),
      ),
      ...fields.flatMap(field),
      ...item.problems.flatMap((one) => problem(one, 6)),
    ];
  };
  const stack = (its: StackReport): string[] => {
    const { name, resources, problems } = its;
    const empty = resources.length + problems.length === 0;
    const counts = empty ? "  no changes" : resources.length > MANY ? `  ${countActions(resources)}` : "";
    const [shown, rest] = foldCreated(inReadingOrder(its));
    return [
      "",
      ...wrapLine(`${name}${counts}`, width, 2).map((line, index) =>
        index === 0 && line.startsWith(name) ? c.bold(name) + c.dim(line.slice(name.length)) : c.dim(line),
      ),
      // The most important first, and the errors are all there is in a stack that could not be planned.
      ...problems.filter(({ level }) => level === "error").flatMap((one) => problem(one, 2)),
      ...shown.flatMap(resource),
      ...(rest > 0
        ? wrapLine(`  + ${rest} more to create; --html FILE and --json FILE tell them all`, width, 4).map(c.green)
        : []),
      ...problems.filter(({ level }) => level !== "error").flatMap((one) => problem(one, 2)),
    ];
  };
  const summary = wrapLine(summaryLine(report), width, 2).map(c.bold);
  const kinds = byKind(report);
  const column = Math.max(0, ...kinds.map(({ type }) => type.length));
  const lines = [
    ...summary,
    ...kinds.flatMap(({ type, counts }) => wrapLine(`  ${type.padEnd(column)}  ${counts}`, width, column + 4)),
    ...report.stacks.flatMap(stack),
  ];
  return `${[...lines, ...(lines.length > SCREEN ? ["", ...summary] : [])].join("\n")}\n`;
}

/** How the reason for a difference is called. */
export const originWords = {
  cluster: "changed on the cluster",
  both: "changed on the cluster and in the program",
} as const;

/** The same for narrow terminals. */
const shortWords = { cluster: "cluster", both: "cluster, program" } as const;

/** What is new as it was meant and without a remark is alike: of hundreds some are enough. */
function foldCreated(resources: readonly ResourceReport[]): [shown: readonly ResourceReport[], rest: number] {
  const plain = resources.filter((one) => one.action === "create" && isWhole(one) && one.problems.length === 0);
  const folded = new Set(plain.slice(MOST_CREATED));
  return [resources.filter((one) => !folded.has(one)), folded.size];
}
