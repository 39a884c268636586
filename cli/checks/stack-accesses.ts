import { nomadAccess } from "../plan/nomad-jobs";
import type { Stack } from "../plan/synthesize";
import { consulAccess } from "./backend";
import type { Access } from "./http";

/** The clusters of Nomad that stacks are for, each once. */
export function nomadsOf(stacks: readonly Stack[]): Access[] {
  return distinct(stacks.map((stack) => nomadAccess(stack.folder)));
}

/** The clusters of Consul that stacks are for, each once. */
export function consulsOf(stacks: readonly Stack[]): Access[] {
  return distinct(stacks.map((stack) => consulAccess(stack)));
}

/** Whether a stack is for this cluster of Nomad. */
export function isFor(stack: Stack, nomad: Access): boolean {
  return JSON.stringify(nomadAccess(stack.folder)) === JSON.stringify(nomad);
}

function distinct(accesses: readonly (Access | undefined)[]): Access[] {
  return [...new Map(accesses.flatMap((access) => (access ? [[JSON.stringify(access), access]] : []))).values()];
}
