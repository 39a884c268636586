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

/** What the guards refused in one stack. */
export interface Refused {
  readonly stack: string;
  /** As it has to be confirmed, sorted. */
  readonly names: readonly string[];
}

/**
 * What the providers' guards refused, by stack; none that refused nothing. Each refusal is an error of the plan, and has a
 * line with what to type.
 */
export function refusedByGuards({ stacks }: Report): readonly Refused[] {
  return stacks
    .map(({ name, problems, resources }) => {
      const all = [...problems, ...resources.flatMap((one) => one.problems)];
      const lines = all.flatMap(({ detail }) => [...detail.matchAll(new RegExp(`^\\s*${VARIABLE}=(\\S+)$`, "gm"))]);
      return { stack: name, names: [...new Set(lines.flatMap(([, list = ""]) => list.split(",")))].sort() };
    })
    .filter(({ names }) => names.length > 0);
}

/** The refusals in one sentence, with both ways to confirm them: for one run, and in the program for a review. */
export function refusalSentence(stacks: readonly Refused[]): string {
  const refused = [...new Set(stacks.flatMap(({ names }) => names))].sort();
  const named = refused.filter((text) => text.includes("/"));
  const parts = [
    ...(named.length > 0 ? [`destroys ${named.join(", ")}`] : []),
    ...(refused.includes("many-jobs") ? ["destroys more jobs at once than is allowed"] : []),
    ...(refused.includes("empty-program") ? ["destroys all, because the program is empty"] : []),
  ];
  const inPrograms = stacks.map(
    ({ stack, names }) =>
      `guard: { confirm: ${JSON.stringify(names).replaceAll(",", ", ")} } in the settings of ${stack}`,
  );
  return [
    `Refused: this plan ${parts.join(", and ")}. If all of it is meant: cdknomad plan --confirm ${refused.join(",")}`,
    `or, for a review in a pull request: ${inPrograms.join("; ")}`,
  ].join("\n");
}
