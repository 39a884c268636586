/** The parts of `terraform show -json PLAN` that are read. */
export interface PlanFile {
  readonly resource_changes?: readonly ResourceChange[];
  /** The differences between the state and the cluster. */
  readonly resource_drift?: readonly ResourceChange[];
  /** The changes of the outputs by name; unchanged outputs have the action `no-op`. */
  readonly output_changes?: Readonly<Record<string, OutputChange>>;
  /** Whether the plan failed, so that the changes are incomplete. */
  readonly errored?: boolean;
  /** The refreshed state. */
  readonly prior_state?: { readonly values?: { readonly root_module?: { readonly resources?: readonly Resource[] } } };
}

/** A resource in the state. */
export interface Resource {
  readonly address: string;
  readonly type: string;
  readonly mode: "managed" | "data";
  readonly values: Values;
}

/** The planned change of one resource. */
export interface ResourceChange {
  readonly address: string;
  readonly previous_address?: string;
  readonly type: string;
  readonly name: string;
  readonly mode: "managed" | "data";
  readonly change: Change;
}

/** The actions on a resource, and its values before and after. */
export interface Change {
  /** The existing object that the state takes over, by an `import` block. */
  readonly importing?: { readonly id?: string };
  readonly actions: readonly ("no-op" | "create" | "read" | "update" | "delete" | "forget")[];
  readonly before: Values;
  readonly after: Values;
  readonly after_unknown?: unknown;
  readonly before_sensitive?: unknown;
  readonly after_sensitive?: unknown;
}

/** The planned change of one output. */
export interface OutputChange
  extends Pick<Change, "actions" | "after_unknown" | "before_sensitive" | "after_sensitive"> {
  readonly before: unknown;
  readonly after: unknown;
}

/** The attributes of a resource; null if there is no resource. */
export type Values = Readonly<Record<string, unknown>> | null;
