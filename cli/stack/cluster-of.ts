import type { Stack } from "./stack";

/** Returns a text that is equal for two stacks whose resources of a type are on the same cluster. */
export function clusterOf({ providers }: Pick<Stack, "providers">, type: string): string {
  const [block] = providers[type.slice(0, type.indexOf("_"))] ?? [];
  return JSON.stringify([block?.address, block?.region]);
}
