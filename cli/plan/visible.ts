import type { FieldChange, Problem, Report, ResourceReport, StackReport } from "./report";

/**
 * What does something instead of showing something: it moves a terminal's cursor, colours what follows, or turns the order
 * of letters. Tabs and the ends of lines are what they look like.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what it is about
const ACTING = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** A text of several lines in which nothing acts: what would is shown by its number, `\x1b`. */
export function visible(text: string): string {
  return text.replace(ACTING, (character) => {
    const code = character.charCodeAt(0).toString(16);
    return code.length > 2 ? `\\u${code.padStart(4, "0")}` : `\\x${code.padStart(2, "0")}`;
  });
}

/** The same for what stands in one line. */
export function visibleLine(text: string): string {
  return visible(text).replaceAll("\n", "\\n").replaceAll("\t", "\\t");
}

/**
 * A report as it may be shown to people, in whatever form. Names and values of it come from the cluster, where others than
 * its readers write: they must not forge lines, nor write to a terminal. What programs read, the JSON, is as it is.
 */
export function visibleReport(report: Report): Report {
  return { ...report, stacks: report.stacks.map(visibleStack) };
}

function visibleStack({ name, resources, problems, ...rest }: StackReport): StackReport {
  return {
    ...rest,
    name: visibleLine(name),
    resources: resources.map(visibleResource),
    problems: problems.map(visibleProblem),
  };
}

function visibleResource(resource: ResourceReport): ResourceReport {
  const { address, type, name, after, fields, scheduler, problems } = resource;
  return {
    ...resource,
    address: visibleLine(address),
    type: visibleLine(type),
    name: visibleLine(name),
    ...(after !== undefined && { after: visibleLine(after) }),
    fields: fields.map(visibleField),
    scheduler: Object.fromEntries(
      Object.entries(scheduler).map(([group, answer]) => [visibleLine(group), visibleLine(answer)]),
    ),
    problems: problems.map(visibleProblem),
  };
}

function visibleField({ path, origin, before, after, lines }: FieldChange): FieldChange {
  return {
    path: visibleLine(path),
    origin,
    ...(before !== undefined && { before: visible(before) }),
    ...(after !== undefined && { after: visible(after) }),
    ...(lines && { lines: lines.map(visible) }),
  };
}

function visibleProblem({ level, summary, detail }: Problem): Problem {
  return { level, summary: visibleLine(summary), detail: visible(detail) };
}
