import type { Issue } from "../../constructs/issue";

/**
 * The format of the report. A change that readers must know about gets a new number.
 *
 * @see docs/reference/report.md
 */
export const reportFormat = "cdknomad.plan/1";

/**
 * The result of `cdknomad plan`, which `cdknomad plan --json` writes. New fields may appear at any time; a change that
 * readers must know about gets a new number in `format`. The report contains no secret.
 *
 * @see docs/reference/report.md
 */
export interface Report {
  /** The format of the report. */
  readonly format: typeof reportFormat;
  /**
   * Time of the report, ISO 8601 in UTC.
   *
   * @pattern ^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$
   */
  readonly createdAt: string;
  /** `plan`: what an apply would do. `drift`: only what changed on the cluster since the last apply. */
  readonly mode: "plan" | "drift";
  /** The cluster of the report; absent in reports of earlier versions. */
  readonly cluster?: ReportCluster;
  /** Present if Terraform did not compare everything, because a proof shows what did not change. */
  readonly proof?: ReportProof;
  /** Numbers of resources and messages. */
  readonly summary: Summary;
  /** The stacks in the order of an apply. */
  readonly stacks: readonly StackReport[];
}

/**
 * The environment of a report, and the servers of its stacks.
 *
 * @see docs/reference/report.md
 */
export interface ReportCluster {
  /**
   * The environment of the program; absent if the program gives its cluster no name.
   *
   * @minLength 1
   */
  readonly environment?: string;
  /**
   * The lab; absent if the cluster is not a lab.
   *
   * @minLength 1
   */
  readonly lab?: string;
  /** Nomad, and Consul if a stack has resources in it. */
  readonly servers: readonly ReportServer[];
}

/**
 * The proof that there is nothing to do, or nothing to do for most resources: all that a report of them depends on is as it was at an
 * earlier plan without changes.
 *
 * @see docs/explanation/proofs.md
 */
export interface ReportProof {
  /**
   * Time of that plan, ISO 8601 in UTC.
   *
   * @pattern ^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$
   */
  readonly since: string;
  /**
   * How many resources and outputs the proof covers; absent if it covers all, so that Terraform did not run.
   *
   * @minimum 0
   */
  readonly unchanged?: number;
}

/**
 * A server of a cluster.
 *
 * @see docs/reference/report.md
 */
export interface ReportServer {
  /** The product of the server. */
  readonly product: "nomad" | "consul";
  /**
   * The address without credentials.
   *
   * @minLength 1
   */
  readonly address: string;
  /**
   * The Nomad region of the requests; absent if it is the agent's own.
   *
   * @minLength 1
   */
  readonly region?: string;
}

/**
 * A number of resources or messages.
 *
 * @asType integer
 * @minimum 0
 * @see docs/reference/report.md
 */
export type Count = number;

/**
 * A SHA-256 checksum in hexadecimal digits.
 *
 * @pattern ^[0-9a-f]{64}$
 *
 * @see docs/reference/report.md
 */
export type Sha256 = string;

/**
 * Numbers of resources and messages of all stacks.
 *
 * @see docs/reference/report.md
 */
export interface Summary {
  /** Resources that an apply creates. */
  readonly create: Count;
  /** Resources that an apply changes in place. */
  readonly update: Count;
  /** Resources that an apply destroys and creates again. */
  readonly replace: Count;
  /** Resources that an apply destroys. */
  readonly delete: Count;
  /** Existing objects that the state takes over by an `import` block. One that changes too is also in `update`. */
  readonly import: Count;
  /** Jobs that already run as specified, which the state takes over without an `import` block. */
  readonly adopt: Count;
  /** Resources that differ from the last apply because someone changed the cluster. */
  readonly drifted: Count;
  /** Error messages. A report with an error cannot be applied. */
  readonly errors: Count;
  /** Warnings. */
  readonly warnings: Count;
}

/**
 * One stack, which is one Terraform state.
 *
 * @see docs/reference/report.md
 */
export interface StackReport {
  /** Name of the stack. */
  readonly name: string;
  /** Names of the stacks that are applied before this one. */
  readonly dependencies: readonly string[];
  /** The resources that change or have changed. */
  readonly resources: readonly ResourceReport[];
  /**
   * The outputs that an apply writes to the state; absent if no output changes, and in mode `drift`.
   *
   * @minItems 1
   */
  readonly outputs?: readonly OutputReport[];
  /** Messages of Terraform, the providers, and Nomad that are not about a resource of the list. */
  readonly problems: readonly Problem[];
  /** What an apply of this plan checks; absent in mode `drift`, and for a stack that could not be planned. */
  readonly seal?: Seal;
}

/**
 * What must be unchanged since the plan.
 *
 * @see docs/reference/report.md
 */
export interface Seal {
  /** SHA-256 of the saved plan; absent if Terraform did not run, so that there is none. */
  readonly plan?: Sha256;
  /** SHA-256 of the stack's `cdk.tf.json`. */
  readonly configuration: Sha256;
  /**
   * Lineage and serial of the state; empty for a state that does not exist yet.
   *
   * @pattern ^(.+/\d+)?$
   */
  readonly state: string;
}

/**
 * A message that is not about a field.
 *
 * @see docs/reference/report.md
 */
export interface Problem extends Pick<Issue, "level"> {
  /**
   * Terraform's address of the resource; absent for a message that is not about a resource.
   *
   * @minLength 1
   */
  readonly address?: string;
  /**
   * The message in one line.
   *
   * @minLength 1
   */
  readonly summary: string;
  /** Further lines of the message; may be empty. */
  readonly detail: string;
}

/**
 * What an apply does to a resource. `import`: an `import` block puts the existing object into the state; `adopt`: the job already runs
 * as specified and comes into the state; both change nothing on the cluster. `none`: the resource drifted, and an apply does not
 * change it.
 *
 * @see docs/reference/report.md
 */
export type Action = "create" | "adopt" | "import" | "update" | "replace" | "delete" | "forget" | "move" | "none";

/**
 * The cause of a difference: a change of the program, a change of the cluster, or both.
 *
 * @see docs/reference/report.md
 */
export type Origin = "configuration" | "cluster" | "both";

/**
 * One resource that changes or has changed.
 *
 * @see docs/reference/report.md
 */
export interface ResourceReport {
  /**
   * Terraform's address.
   *
   * @minLength 1
   */
  readonly address: string;
  /**
   * Terraform's type, such as `nomad_job`.
   *
   * @pattern ^[a-z]\w*$
   */
  readonly type: string;
  /** The readable name: `lab/web` for a job, the name for most other resources. */
  readonly name: string;
  /**
   * The namespace of the resource; absent for a resource without a namespace.
   *
   * @minLength 1
   */
  readonly namespace?: string;
  /** The stack that must be applied first because it creates the namespace; absent if there is no such stack. */
  readonly after?: string;
  /** What an apply does to the resource. */
  readonly action: Action;
  /** Present if the program moved the object from one stack to another: one state imports it, and the other one forgets it. */
  readonly moved?: StackMove;
  /** Present if an `import` block also puts an object into the state that the apply changes. */
  readonly imported?: true;
  /** The cause of the differences. */
  readonly origin: Origin;
  /** The fields that differ. */
  readonly fields: readonly FieldChange[];
  /** The answer of Nomad's scheduler by task group; empty for a resource that is not a job. */
  readonly scheduler: Readonly<Record<string, string>>;
  /** Warnings of Nomad about the resource. */
  readonly problems: readonly Problem[];
  /** What an apply checks about the job; absent for a resource that is not a job. */
  readonly job?: JobSeal;
}

/**
 * One output that changes. The values of a sensitive output are masked.
 *
 * @see docs/reference/report.md
 */
export interface OutputReport {
  /**
   * Name of the output.
   *
   * @minLength 1
   */
  readonly name: string;
  /** What an apply does to the output. */
  readonly action: "create" | "update" | "delete";
  /** The value in the state; absent if there is none. With `lines` of a text, only the removed lines, or empty. */
  readonly before?: string;
  /** The planned value; absent if there is none. With `lines` of a text, only the added lines, or empty. */
  readonly after?: string;
  /**
   * The differences of a text with several lines or of a long list. Absent if `before` and `after` show all.
   *
   * @minItems 1
   */
  readonly lines?: readonly DifferenceLine[];
}

/**
 * The stacks between which an object moves.
 *
 * @see docs/reference/report.md
 */
export interface StackMove {
  /**
   * Name of the stack that forgets the object.
   *
   * @minLength 1
   */
  readonly from: string;
  /**
   * Name of the stack that imports it.
   *
   * @minLength 1
   */
  readonly to: string;
}

/**
 * What an apply checks about a job before it writes anything.
 *
 * @see docs/reference/report.md
 */
export interface JobSeal {
  /**
   * Name of the job's namespace.
   *
   * @minLength 1
   */
  readonly namespace: string;
  /** ID of the job in Nomad. */
  readonly id: string;
  /** The server's JobModifyIndex at the plan; 0 if the job did not exist, absent if the server was not asked. */
  readonly modifyIndex?: Count;
  /** SHA-256 of the specification that the plan registers; absent if it registers none. */
  readonly specification?: Sha256;
}

/**
 * One field that differs between the cluster and the plan. In mode `drift`, `before` is the value of the last apply and
 * `after` the value on the cluster.
 *
 * @see docs/reference/report.md
 */
export interface FieldChange {
  /** Path of the field in the specification, such as `groups.web.tasks.web.env.LOG_LEVEL`. */
  readonly path: string;
  /** The cause of the difference. */
  readonly origin: Origin;
  /** The present value; absent if there is none. With `lines` of a text, only the removed lines, or empty. */
  readonly before?: string;
  /** The planned value; absent if there is none. With `lines` of a text, only the added lines, or empty. */
  readonly after?: string;
  /**
   * The differences of a text with several lines or of a long list, each with the lines around it. Absent if `before` and
   * `after` show all.
   *
   * @minItems 1
   */
  readonly lines?: readonly DifferenceLine[];
}

/**
 * A line that begins with `- ` (removed), `+ ` (added), or two spaces (unchanged), or the position of the next lines.
 *
 * @pattern ^([-+ ] |\x40\x40 .* \x40\x40$)
 * @see docs/reference/report.md
 */
export type DifferenceLine = string;
