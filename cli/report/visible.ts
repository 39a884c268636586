import type { FieldChange, OutputReport, Problem, Report, ResourceReport, StackReport } from "./report";

/**
 * Characters that control the display: they move a terminal's cursor, set colors, or reverse the order of letters. Tabs and
 * line ends are not among them.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the expression matches control characters
const CONTROL = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** Returns a text of several lines in which control characters are shown by their numbers, such as `\x1b`. */
export function visible(text: string): string {
  return text.replace(CONTROL, (character) => {
    const code = character.charCodeAt(0).toString(16);
    return code.length > 2 ? `\\u${code.padStart(4, "0")}` : `\\x${code.padStart(2, "0")}`;
  });
}

/** Returns the same in one line. */
export function visibleLine(text: string): string {
  return visible(text).replaceAll("\n", "\\n").replaceAll("\t", "\\t");
}

/**
 * Returns a report that is safe to show. Its names and values come from the cluster, where other people write: they must
 * not forge lines or control a terminal. The JSON report, which programs read, is unchanged.
 */
export function visibleReport(report: Report): Report {
  return { ...report, stacks: report.stacks.map(visibleStack) };
}

function visibleStack({ name, resources, outputs, problems, ...rest }: StackReport): StackReport {
  return {
    ...rest,
    name: visibleLine(name),
    resources: resources.map(visibleResource),
    ...(outputs && { outputs: outputs.map(visibleOutput) }),
    problems: problems.map(visibleProblem),
  };
}

function visibleResource(resource: ResourceReport): ResourceReport {
  const { address, type, name, after, moved, fields, scheduler, problems } = resource;
  return {
    ...resource,
    address: visibleLine(address),
    type: visibleLine(type),
    name: visibleLine(name),
    ...(after !== undefined && { after: visibleLine(after) }),
    ...(moved && { moved: { from: visibleLine(moved.from), to: visibleLine(moved.to) } }),
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

function visibleOutput({ name, action, ...values }: OutputReport): OutputReport {
  const { path, origin, ...shown } = visibleField({ path: name, origin: "configuration", ...values });
  return { name: path, action, ...shown };
}

function visibleProblem({ level, summary, detail }: Problem): Problem {
  return { level, summary: visibleLine(summary), detail: visible(detail) };
}
