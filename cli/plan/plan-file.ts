/** What `terraform show -json PLAN` prints, as far as it is read. */
export interface PlanFile {
  readonly resource_changes?: readonly ResourceChange[];
  /** What differs between the state and the cluster. */
  readonly resource_drift?: readonly ResourceChange[];
  /** Whether the plan failed, and the changes are only some of them. */
  readonly errored?: boolean;
  /** The state, as it was refreshed. */
  readonly prior_state?: { readonly values?: { readonly root_module?: { readonly resources?: readonly Resource[] } } };
}

/** A resource in the state. */
export interface Resource {
  readonly address: string;
  readonly type: string;
  readonly mode: "managed" | "data";
  readonly values: Values;
}

/** One resource of it. */
export interface ResourceChange {
  readonly address: string;
  readonly previous_address?: string;
  readonly type: string;
  readonly name: string;
  readonly mode: "managed" | "data";
  readonly change: Change;
}

/** What happens to it. */
export interface Change {
  readonly actions: readonly ("no-op" | "create" | "read" | "update" | "delete" | "forget")[];
  readonly before: Values;
  readonly after: Values;
  readonly after_unknown?: unknown;
  readonly before_sensitive?: unknown;
  readonly after_sensitive?: unknown;
}

/** The attributes; null where there is no resource. */
export type Values = Readonly<Record<string, unknown>> | null;
