import pc from "picocolors";
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
  /** Columns; longer lines are cut, with a mark. */
  readonly width: number;
  readonly colours: boolean;
}

const marks = {
  create: "+",
  update: "~",
  replace: "±",
  delete: "-",
  forget: "·",
  move: "→",
  none: "!",
} as const;

/** The report for a person at a terminal: the summary, then each stack with its resources and their fields. */
export function terminalReport(given: Report, { width, colours }: TerminalOptions): string {
  const report = visibleReport(given);
  const c = pc.createColors(colours);
  const colour = { create: c.green, update: c.yellow, replace: c.red, delete: c.red, none: c.magenta } as const;
  const paint = (action: ResourceReport["action"]) =>
    action in colour ? colour[action as keyof typeof colour] : c.cyan;

  const words = width < 80 ? shortWords : originWords;

  const field = ({ path, before, after, origin }: FieldChange): string[] => {
    const who = origin === "configuration" ? "" : c.magenta(`  (${words[origin]})`);
    const line = (mark: string, text: string) =>
      `      ${cut(`${mark} ${path}: ${text}`, width - 6 - plain(who).length)}${who}`;
    const both = `${before} → ${after}`;
    // On one line where all of it fits: what the value becomes must not be what is cut.
    const fits = `      ~ ${path}: ${both}`.length + plain(who).length <= width && !both.includes("\n");
    if (before !== undefined && after !== undefined && fits) {
      return [line("~", both)];
    }
    return [
      ...(before === undefined ? [] : before.split("\n").map((text) => line("-", text))),
      ...(after === undefined ? [] : after.split("\n").map((text) => line("+", text))),
    ];
  };
  const problem = ({ level, summary, detail }: Problem): string[] => [
    `  ${(level === "error" ? c.red : c.yellow)(cut(`${level}: ${summary}`, width - 6))}`,
    ...detail.split("\n").flatMap((line) => wrap(line, width - 10).map((part) => `      ${part}`)),
  ];
  const resource = (item: ResourceReport): string[] => {
    const title = `${marks[item.action]} ${item.type} ${item.name}`;
    const after = item.after === undefined ? "" : `  after stack ${item.after}`;
    const who = item.origin === "configuration" ? after : `  ${words[item.origin]}`;
    // Of what comes or goes as a whole the other forms of the report tell each field: here nobody could see anything.
    const fields = isWhole(item) ? [] : item.fields;
    return [
      `  ${paint(item.action)(cut(title, width - 2 - who.length))}${c.magenta(who)}`,
      ...Object.entries(item.scheduler).map(([group, answer]) => c.dim(cut(`      nomad: ${group}: ${answer}`, width))),
      ...fields.flatMap(field),
      ...item.problems.flatMap(problem).map((line) => `    ${line}`),
    ];
  };
  const stack = ({ name, resources, problems }: StackReport): string[] => [
    "",
    c.bold(name) + (resources.length === 0 && problems.length === 0 ? c.dim("  no changes") : ""),
    ...resources.flatMap(resource),
    ...problems.flatMap(problem),
  ];
  return `${[c.bold(summaryLine(report)), ...report.stacks.flatMap(stack)].join("\n")}\n`;
}

/** How the reason for a difference is called. */
export const originWords = {
  cluster: "changed on the cluster",
  both: "changed on the cluster and in the program",
} as const;

/** The same for narrow terminals. */
const shortWords = { cluster: "cluster", both: "cluster, program" } as const;

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(width - 1, 1))}…`;
}

function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what a colour is
  return text.replace(/\x1b\[[0-9;]*m/g, "");
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest.length > width) {
    const space = rest.lastIndexOf(" ", width);
    const end = space > 0 ? space : width;
    lines.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return rest === "" ? lines : [...lines, rest];
}
