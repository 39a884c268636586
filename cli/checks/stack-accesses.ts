import { type Access, ConsulClient, NomadClient } from "../../clients";
import { consulAccess, nomadAccess } from "../stack/access";
import type { Stack } from "../stack/stack";

/** Clients for the Nomad clusters of stacks, one per cluster. */
export function nomadsOf(stacks: readonly Stack[]): NomadClient[] {
  return distinct(stacks.map((stack) => nomadAccess(stack))).map((access) => new NomadClient(access));
}

/** Clients for the Consul clusters of stacks, one per cluster. */
export function consulsOf(stacks: readonly Stack[]): ConsulClient[] {
  return distinct(stacks.map((stack) => consulAccess(stack))).map((access) => new ConsulClient(access));
}

/** Whether a stack deploys to this Nomad cluster. */
export function isFor(stack: Stack, nomad: NomadClient): boolean {
  return JSON.stringify(nomadAccess(stack)) === JSON.stringify(nomad.access);
}

function distinct(accesses: readonly (Access | undefined)[]): Access[] {
  return [...new Map(accesses.flatMap((access) => (access ? [[JSON.stringify(access), access]] : []))).values()];
}
