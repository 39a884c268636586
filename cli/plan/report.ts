/** What the report is written in; a change that readers have to know of gets a new number. `docs/plan.md` describes it. */
export const reportFormat = "cdknomad.plan/1";

/** Everything a run of `cdknomad plan` found, with no secret in it. */
export interface Report {
  readonly format: typeof reportFormat;
  /** When it was made, ISO 8601 in UTC. */
  readonly createdAt: string;
  /** `plan`: what an apply would do. `drift`: only what changed on the cluster since the last apply. */
  readonly mode: "plan" | "drift";
  readonly summary: Summary;
  readonly stacks: readonly StackReport[];
}

/** How many resources of all stacks. */
export interface Summary {
  readonly create: number;
  readonly update: number;
  readonly replace: number;
  readonly delete: number;
  /** Resources that differ from what was applied last because somebody changed the cluster. */
  readonly drifted: number;
  readonly errors: number;
  readonly warnings: number;
}

/** One stack: one Terraform state. */
export interface StackReport {
  readonly name: string;
  /** Names of the stacks that are applied before it. */
  readonly dependencies: readonly string[];
  readonly resources: readonly ResourceReport[];
  /** What Terraform, the providers and Nomad say that is about no resource below. */
  readonly problems: readonly Problem[];
  /** What an apply of exactly this plan checks; absent where nothing was saved. */
  readonly seal?: Seal;
}

/** What has to be as it was at the plan. */
export interface Seal {
  /** SHA-256 of the saved plan. */
  readonly plan: string;
  /** SHA-256 of the stack's `cdk.tf.json`. */
  readonly configuration: string;
  /** Lineage and serial of the state; empty for a state that does not exist yet. */
  readonly state: string;
}

/** A message that is not about a field. */
export interface Problem {
  /** Terraform's address of what it is about; absent where it is about no resource. */
  readonly address?: string;
  readonly level: "error" | "warning";
  readonly summary: string;
  readonly detail: string;
}

/** What happens to a resource. `none`: it drifted, and an apply leaves it so. */
export type Action = "create" | "update" | "replace" | "delete" | "forget" | "move" | "none";

/** Who is the reason for a difference: the program was changed, somebody changed the cluster, or both. */
export type Origin = "configuration" | "cluster" | "both";

/** One resource that changes or has changed. */
export interface ResourceReport {
  readonly address: string;
  readonly type: string;
  /** How a person calls it: `lab/web` for a job, the name for most others. */
  readonly name: string;
  /** The namespace in which it lives; absent for what lives in none. */
  readonly namespace?: string;
  /** The stack that has to be applied first, because it makes the namespace; absent where there is none such. */
  readonly after?: string;
  readonly action: Action;
  readonly origin: Origin;
  readonly fields: readonly FieldChange[];
  /** The answer of Nomad's scheduler by task group; empty for what is no job. */
  readonly scheduler: Readonly<Record<string, string>>;
  /** What Nomad warns of. */
  readonly problems: readonly Problem[];
  /** Absent for what is no job. */
  readonly job?: JobSeal;
}

/** What an apply checks of a job before it writes anything. */
export interface JobSeal {
  readonly namespace: string;
  readonly id: string;
  /** The server's JobModifyIndex at the plan; 0 if there was no such job, absent where the server was not asked. */
  readonly modifyIndex?: number;
  /** SHA-256 of the specification that the plan registers; absent where it registers none. */
  readonly specification?: string;
}

/** One field that differs between the cluster now and what is planned, or between the last apply and the cluster now. */
export interface FieldChange {
  /** Where it is, by the names of the specification: `groups.web.tasks.web.env.LOG_LEVEL`. */
  readonly path: string;
  readonly origin: Origin;
  /** What is there now; absent if nothing is. Beside `lines` of a text only those that go, which may be none: empty. */
  readonly before?: string;
  /** What will be there; absent if nothing will be. Beside `lines` of a text only those that come, which may be none: empty. */
  readonly after?: string;
  /**
   * Of a text of several lines, or of a long list, what differs, with a little of what is around it: each begins with `- `,
   * `+ `, or two spaces for what stays; `@@ line 12 @@` says where the next ones are. Absent where the two sides tell all.
   */
  readonly lines?: readonly string[];
}

/** Whether a resource comes or goes as a whole: each of its fields is in the report, which says little of itself. */
export function isWhole({ action, origin }: ResourceReport): boolean {
  return (action === "create" || action === "delete") && origin === "configuration";
}

/** Counts what the summary line tells. */
export function summarize(stacks: readonly StackReport[]): Summary {
  const resources = stacks.flatMap((stack) => stack.resources);
  const problems = [...stacks, ...resources].flatMap((owner) => owner.problems);
  const count = (action: Action) => resources.filter((resource) => resource.action === action).length;
  return {
    create: count("create"),
    update: count("update"),
    replace: count("replace"),
    delete: count("delete"),
    drifted: resources.filter(({ origin }) => origin !== "configuration").length,
    errors: problems.filter(({ level }) => level === "error").length,
    warnings: problems.filter(({ level }) => level === "warning").length,
  };
}

/** The summary in one line of words: `2 to create, 1 to change; 1 changed on the cluster`. */
export function summaryLine({ mode, summary, stacks }: Report): string {
  if (summary.errors > 0) {
    return `${counted(summary.errors, "error")}: nothing can be applied`;
  }
  if (mode === "drift") {
    return summary.drifted === 0
      ? "no drift: the cluster is as it was applied last"
      : `${counted(summary.drifted, "resource")} changed on the cluster since the last apply`;
  }
  const actions = [
    [summary.create, "to create"],
    [summary.update, "to change"],
    [summary.replace, "to replace"],
    [summary.delete, "to destroy"],
  ] as const;
  const parts = actions.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`);
  const other = stacks
    .flatMap((stack) => stack.resources)
    .filter(({ action }) => action === "move" || action === "forget").length;
  if (other > 0) {
    parts.push(`${other} to move or forget in the state`);
  }
  const drift = summary.drifted > 0 ? `; ${summary.drifted} changed on the cluster since the last apply` : "";
  const nothing = stacks.length === 0 ? "no changes: the program has no stack" : "no changes";
  return `${parts.length > 0 ? parts.join(", ") : nothing}${drift}`;
}

/** 0 for a report without changes, 2 with changes, 1 with errors. */
export function exitCode({ mode, summary, stacks }: Report): 0 | 1 | 2 {
  if (summary.errors > 0) {
    return 1;
  }
  const changes = stacks
    .flatMap((stack) => stack.resources)
    .some(({ action, origin }) => (mode === "drift" ? origin !== "configuration" : action !== "none"));
  return changes ? 2 : 0;
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
