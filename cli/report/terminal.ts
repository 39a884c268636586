import pc from "picocolors";
import { byKind, inReadingOrder, isWhole, MANY } from "./by-kind";
import { columnsOf, wrapLine } from "./columns";
import { isUnchanged, outputField } from "./outputs";
import type { FieldChange, Problem, Report, ResourceReport, StackReport } from "./report";
import { clusterLine, proofLine, summaryLine } from "./summary";
import { visibleReport } from "./visible";
import { causeOf, countActions, shownAction, stacksOf, takeOverOf } from "./wording";

/** Width and colors of the report. */
export interface TerminalOptions {
  /** Columns; longer lines are wrapped. */
  readonly width: number;
  readonly colors: boolean;
}

/** The width for a terminal of unknown width, and for a file. */
const DEFAULT_WIDTH = { terminal: 100, file: 200 };

/** How many new resources of a stack are listed; more are only counted. */
const MOST_CREATED = 50;

/** Reports with more lines than this repeat the summary at the end. */
const SCREEN = 40;

const marks = {
  create: "+",
  adopt: "=",
  import: "=",
  update: "~",
  replace: "±",
  delete: "-",
  forget: "·",
  move: "→",
  none: "!",
} as const;

/**
 * Returns the options for a stream: the width of the terminal, and colors on a terminal only. `NO_COLOR` and then
 * `FORCE_COLOR` have precedence.
 */
export function terminalOptions(
  { isTTY, columns }: Pick<NodeJS.WriteStream, "isTTY" | "columns">,
  { NO_COLOR, FORCE_COLOR, TERM }: NodeJS.ProcessEnv,
): TerminalOptions {
  const wanted = FORCE_COLOR ? FORCE_COLOR !== "0" && FORCE_COLOR !== "false" : isTTY === true && TERM !== "dumb";
  return {
    width: Math.max(20, isTTY ? columns || DEFAULT_WIDTH.terminal : DEFAULT_WIDTH.file),
    colors: !NO_COLOR && wanted,
  };
}

/** Returns the report for a terminal: the cluster, the summary, then each stack with its resources and their fields. */
export function terminalReport(given: Report, { width, colors }: TerminalOptions): string {
  const report = visibleReport(given);
  const c = pc.createColors(colors);
  const color = { create: c.green, update: c.yellow, replace: c.red, delete: c.red, none: c.magenta } as const;
  const paint = (action: ResourceReport["action"]) => (action in color ? color[action as keyof typeof color] : c.cyan);
  const painted = { "-": c.red, "+": c.green } as Readonly<Record<string, (text: string) => string>>;
  const length = width < 80 ? "short" : "long";

  /** Returns a line with a remark, which has its own color, and its own line if it does not fit. */
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

  const field = ({ path, before, after, origin, lines }: FieldChange, indent: number): string[] => {
    const at = " ".repeat(indent);
    const rest = indent + 2;
    const cause = causeOf(origin, length);
    const who = cause === "" ? "" : `(${cause})`;
    const several = [before, after].some((side) => side?.includes("\n"));
    if (lines || several) {
      const mark = before === undefined ? "+" : after === undefined ? "-" : "~";
      const shown = lines ?? [...marked("-", before ?? ""), ...marked("+", after ?? "")];
      return [...remarked(`${at}${mark} ${path}:`, who, rest), ...block(shown, indent + 4)];
    }
    const both = `${at}~ ${path}: ${before} → ${after}`;
    const room = who === "" ? width : width - 2 - columnsOf(who);
    if (before !== undefined && after !== undefined && columnsOf(both) <= room) {
      return remarked(both, who, rest);
    }
    return [
      ...(before === undefined ? [] : remarked(`${at}- ${path}: ${before}`, after === undefined ? who : "", rest)),
      ...(after === undefined ? [] : remarked(`${at}+ ${path}: ${after}`, who, rest)),
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
    const who = causeOf(item.origin, length) || stacksOf(item) || takeOverOf(item);
    // The fields of a new or deleted resource would fill the screen; the other forms of the report have them.
    const fields = isWhole(item) ? [] : item.fields;
    return [
      ...remarked(`  ${marks[shownAction(item)]} ${item.type} ${item.name}`, who, 6, paint(shownAction(item))),
      ...Object.entries(item.scheduler).flatMap(([group, answer]) =>
        wrapLine(`      nomad: ${group}: ${answer}`, width, 8).map(c.dim),
      ),
      ...fields.flatMap((one) => field(one, 6)),
      ...item.problems.flatMap((one) => problem(one, 6)),
    ];
  };
  const stack = (its: StackReport): string[] => {
    const { name, resources, outputs = [], problems } = its;
    const counts = isUnchanged(its) ? "  no changes" : resources.length > MANY ? `  ${countActions(resources)}` : "";
    const [shown, rest] = foldCreated(inReadingOrder(its));
    return [
      "",
      ...wrapLine(`${name}${counts}`, width, 2).map((line, index) =>
        index === 0 && line.startsWith(name) ? c.bold(name) + c.dim(line.slice(name.length)) : c.dim(line),
      ),
      // Errors first: they are the only content of a stack that could not be planned.
      ...problems.filter(({ level }) => level === "error").flatMap((one) => problem(one, 2)),
      ...shown.flatMap(resource),
      ...(rest > 0
        ? wrapLine(`  + ${rest} more to create; --html FILE and --json FILE list all of them`, width, 4).map(c.green)
        : []),
      ...outputs.flatMap((one) => field(outputField(one), 2)),
      ...problems.filter(({ level }) => level !== "error").flatMap((one) => problem(one, 2)),
    ];
  };
  const summary = wrapLine(summaryLine(report), width, 2).map(c.bold);
  const kinds = byKind(report);
  const column = Math.max(0, ...kinds.map(({ type }) => type.length));
  const about = clusterLine(report.cluster);
  const proof = proofLine(report);
  const lines = [
    ...(about === "" ? [] : wrapLine(about, width, 2)),
    ...summary,
    ...(proof === "" ? [] : wrapLine(proof, width, 2).map(c.dim)),
    ...kinds.flatMap(({ type, counts }) => wrapLine(`  ${type.padEnd(column)}  ${counts}`, width, column + 4)),
    ...report.stacks.flatMap(stack),
  ];
  return `${[...lines, ...(lines.length > SCREEN ? ["", ...summary] : [])].join("\n")}\n`;
}

/** Separates intended new resources without messages that exceed the limit, which are only counted. */
function foldCreated(resources: readonly ResourceReport[]): [shown: readonly ResourceReport[], rest: number] {
  const plain = resources.filter((one) => one.action === "create" && isWhole(one) && one.problems.length === 0);
  const folded = new Set(plain.slice(MOST_CREATED));
  return [resources.filter((one) => !folded.has(one)), folded.size];
}
