import type { Apis } from "./apis";
import { consulCases, consulGroundwork } from "./consul-cases";
import { nomadCases, nomadGroundwork } from "./nomad-cases";

/** A resource by the names of Terraform's own configuration. */
export interface Declared {
  /** Terraform's name of it. */
  readonly id: string;
  readonly type: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** One field as the report tells it: what was applied last, and what is on the cluster; absent where nothing is. */
export interface Told {
  readonly path: string;
  readonly applied?: string;
  readonly now?: string;
}

/** A resource, what somebody does to it on the cluster, and what a plan has to say of that. */
export interface ResourceCase extends Declared {
  readonly change: (apis: Apis) => Promise<unknown>;
  /** `gone`: all of it was deleted. An empty list: nothing is told, because it means the same. */
  readonly told: "gone" | readonly Told[];
}

/** What the resources of the cases refer to, and nobody changes. */
export const groundwork: readonly Declared[] = [...nomadGroundwork, ...consulGroundwork];

/** Every resource type but the job: changed, added to, removed from, reordered and deleted. */
export const resourceCases: readonly ResourceCase[] = [...nomadCases, ...consulCases];
