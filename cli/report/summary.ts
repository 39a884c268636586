import type { Action, Report, ReportCluster, StackReport, Summary } from "./report";
import { counted } from "./wording";

/** Returns the counts of the summary. */
export function summarize(stacks: readonly StackReport[]): Summary {
  const resources = stacks.flatMap((stack) => stack.resources);
  const problems = [...stacks, ...resources].flatMap((owner) => owner.problems);
  const count = (action: Action) => resources.filter((resource) => resource.action === action).length;
  return {
    create: count("create"),
    update: count("update"),
    replace: count("replace"),
    delete: count("delete"),
    import: resources.filter(({ action, imported, moved }) => !moved && (action === "import" || imported)).length,
    adopt: count("adopt"),
    drifted: resources.filter(({ origin }) => origin !== "configuration").length,
    errors: problems.filter(({ level }) => level === "error").length,
    warnings: problems.filter(({ level }) => level === "warning").length,
  };
}

/** Returns what a report is about in one line: `environment lab: nomad at http://127.0.0.1:4646`; empty if it is not known. */
export function clusterLine(cluster: ReportCluster | undefined): string {
  if (!cluster) {
    return "";
  }
  const { environment, lab, servers } = cluster;
  const named = environment === undefined ? "" : `environment ${environment}`;
  const ofLab = lab === undefined || lab === environment ? "" : `lab ${lab}`;
  const at = servers.map(
    ({ product, address, region }) => `${product} at ${address}${region === undefined ? "" : ` (region ${region})`}`,
  );
  return [[named, ofLab].filter(Boolean).join(", "), at.join(", ")].filter(Boolean).join(": ");
}

/** Returns the summary in one line: `2 to create, 1 to change; 1 changed on the cluster`. */
export function summaryLine({ mode, summary, stacks }: Report): string {
  if (summary.errors > 0) {
    return `${counted(summary.errors, "error")}: nothing can be applied`;
  }
  if (mode === "drift") {
    return summary.drifted === 0
      ? "no drift: the cluster is as the last apply left it"
      : `${counted(summary.drifted, "resource")} changed on the cluster since the last apply`;
  }
  const actions = [
    [summary.import, "to import"],
    [summary.adopt, "to adopt"],
    [summary.create, "to create"],
    [summary.update, "to change"],
    [summary.replace, "to replace"],
    [summary.delete, "to destroy"],
  ] as const;
  const parts = actions.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`);
  const inState = stacks
    .flatMap((stack) => stack.resources)
    .filter(({ action }) => action === "move" || action === "forget");
  // The state that forgets the object is part of every move.
  const moved = inState.filter((one) => one.moved && one.action === "forget").length;
  if (moved > 0) {
    parts.push(`${moved} to move to another stack`);
  }
  const other = inState.filter((one) => !one.moved).length;
  if (other > 0) {
    parts.push(`${other} to move or forget in the state`);
  }
  const outputs = stacks.flatMap((stack) => stack.outputs ?? []).length;
  if (outputs > 0) {
    parts.push(`${counted(outputs, "output")} to write`);
  }
  const drift = summary.drifted > 0 ? `; ${summary.drifted} changed on the cluster since the last apply` : "";
  const nothing = stacks.length === 0 ? "no changes: the program has no stack" : "no changes";
  return `${parts.length > 0 ? parts.join(", ") : nothing}${drift}`;
}

/** Returns what a proof covers, in one line; empty if Terraform compared everything. */
export function proofLine({ proof }: Report): string {
  if (proof === undefined) {
    return "";
  }
  const { since, unchanged } = proof;
  const what = unchanged === undefined ? "nothing changed" : `${counted(unchanged, "object")} did not change`;
  return `proved: ${what} since the plan of ${since.slice(0, 16).replace("T", " ")} UTC; --full compares every object again`;
}

/** Returns the exit code: 0 without changes, 2 with changes, 1 with errors. */
export function exitCode({ mode, summary, stacks }: Report): 0 | 1 | 2 {
  if (summary.errors > 0) {
    return 1;
  }
  const changes = stacks.some(
    ({ resources, outputs = [] }) =>
      outputs.length > 0 ||
      resources.some(({ action, origin }) => (mode === "drift" ? origin !== "configuration" : action !== "none")),
  );
  return changes ? 2 : 0;
}
