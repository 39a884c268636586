import type { Report } from "../report/report";

/** The environment variable in which the providers expect confirmations. */
const VARIABLE = "CDKNOMAD_CONFIRM";

/**
 * Adds confirmations to those of the environment, which Terraform and the providers inherit.
 *
 * @param names the confirmations, such as `namespace/dns` or `job/default/db`, separated by commas
 */
export function confirm(names = "", environment: NodeJS.ProcessEnv = process.env): void {
  const all = `${environment[VARIABLE] ?? ""},${names}`.split(/[\s,]+/).filter(Boolean);
  if (all.length > 0) {
    environment[VARIABLE] = [...new Set(all)].join(",");
  }
}

/** The refusals of the guards in one stack. */
export interface Refused {
  readonly stack: string;
  /** The confirmations that would allow it, sorted. */
  readonly names: readonly string[];
}

/**
 * Returns the refusals of the providers' guards by stack, without stacks that have none. Each refusal is an error of the
 * plan with a line that contains the confirmation.
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

/** Returns one sentence about the refusals, with both ways to confirm them: for one run, or in the program for a review. */
export function refusalSentence(stacks: readonly Refused[]): string {
  const refused = [...new Set(stacks.flatMap(({ names }) => names))].sort();
  const named = refused.filter((text) => text.includes("/"));
  const parts = [
    ...(named.length > 0 ? [`destroys ${named.join(", ")}`] : []),
    ...(refused.includes("many-jobs") ? ["destroys more jobs at once than is allowed"] : []),
    ...(refused.includes("empty-program") ? ["destroys everything, because the program is empty"] : []),
  ];
  const inPrograms = stacks.map(
    ({ stack, names }) =>
      `guard: { confirm: ${JSON.stringify(names).replaceAll(",", ", ")} } in the settings of ${stack}`,
  );
  return [
    `Refused: this plan ${parts.join(", and ")}. If you intend all of it: cdknomad plan --confirm ${refused.join(",")}`,
    `or, for a review in a pull request: ${inPrograms.join("; ")}`,
  ].join("\n");
}
