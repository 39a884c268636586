import type { Apis } from "./apis";

/** A resource in the form of Terraform's configuration. */
export interface Declared {
  /** Terraform's name for it. */
  readonly id: string;
  readonly type: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** One changed field of the report: the value applied last and the value on the cluster; each is absent if unset. */
export interface FieldDrift {
  readonly path: string;
  readonly applied?: string;
  readonly now?: string;
}

/** A resource, a change made to it on the cluster, and what a plan must report about that change. */
export interface ResourceCase extends Declared {
  readonly change: (apis: Apis) => Promise<unknown>;
  /** `gone`: the resource was deleted. An empty list: nothing is reported, because the change has no effect. */
  readonly reported: "gone" | readonly FieldDrift[];
}
