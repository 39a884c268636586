import type { Report } from "./report";

/** The variable by which the providers take a confirmation. */
const VARIABLE = "CDKNOMAD_CONFIRM";

/**
 * Adds to what the environment confirms already; Terraform, and so the providers, inherit it.
 *
 * @param names what is confirmed, as `namespace/dns` or `job/default/db`, several with commas between
 */
export function confirm(names = "", environment: NodeJS.ProcessEnv = process.env): void {
  const all = `${environment[VARIABLE] ?? ""},${names}`.split(/[\s,]+/).filter(Boolean);
  if (all.length > 0) {
    environment[VARIABLE] = [...new Set(all)].join(",");
  }
}

/**
 * What the providers' guards refused in all stacks, as it has to be confirmed. Each refusal is an error of the plan, and
 * has a line with what to type.
 */
export function refusedByGuards({ stacks }: Report): readonly string[] {
  const problems = stacks.flatMap((stack) => [...stack.problems, ...stack.resources.flatMap((one) => one.problems)]);
  const lines = problems.flatMap(({ detail }) => [...detail.matchAll(new RegExp(`^\\s*${VARIABLE}=(\\S+)$`, "gm"))]);
  return [...new Set(lines.flatMap(([, list = ""]) => list.split(",")))].sort();
}

/** The refusals in one sentence, with the command that confirms them. */
export function refusalSentence(refused: readonly string[]): string {
  const named = refused.filter((text) => text.includes("/"));
  const parts = [
    ...(named.length > 0 ? [`destroys ${named.join(", ")}`] : []),
    ...(refused.includes("many-jobs") ? ["destroys more jobs at once than is allowed"] : []),
    ...(refused.includes("empty-program") ? ["destroys all, because the program is empty"] : []),
  ];
  return `Refused: this plan ${parts.join(", and ")}. If all of it is meant: cdknomad plan --confirm ${refused.join(",")}`;
}
