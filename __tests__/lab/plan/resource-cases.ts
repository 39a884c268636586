import { consulCases, consulGroundwork } from "./consul-cases";
import { nomadCases, nomadGroundwork } from "./nomad-cases";
import type { Declared, ResourceCase } from "./resource-case";

/** What the resources of the cases refer to, and nobody changes. */
export const groundwork: readonly Declared[] = [...nomadGroundwork, ...consulGroundwork];

/** Every resource type but the job: changed, added to, removed from, reordered and deleted. */
export const resourceCases: readonly ResourceCase[] = [...nomadCases, ...consulCases];
