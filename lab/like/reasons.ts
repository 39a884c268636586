import type { InventoryNode } from "./inventory";

const MACHINE = "the processors and the kernel are those of this machine";

/** Why a lab does not have a fact of the cluster, by the name of the fact. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/^attr\.(kernel|numa|cpu|cgroup|unique\.cgroup)\.(?!(total|usable)compute)/, MACHINE],
  [/^attr\.os\.(?!name|version)/, MACHINE],
  [/^attr\.nomad\.(version|revision)$/, "the lab runs its own Nomad; --nomad chooses another version"],
  [/^attr\.consul\.(version|revision|sku)$/, "the lab runs its own Consul; --consul chooses another version"],
  [/^attr\.(unique\.)?consul\./, "the lab has its own Consul, whose server is on no node"],
  [/^attr\.(unique\.)?vault\./, "the lab has no Vault"],
  [/^attr\.(unique\.)?platform\./, "the lab is in no cloud"],
  [/^attr\.unique\.(network|advertise)\./, "the lab has its own network"],
  [/^attr\.unique\.storage\./, "the disk is that of this machine; the scheduler computes with the capacity"],
  [/^attr\.cpu\.usablecompute$/, "Nomad shows a given capacity as a whole; the scheduler subtracts what is reserved"],
  [/^attr\.plugins\./, "the plugins are those of this machine and of the lab's Nomad"],
  [/^attr\.driver\.(docker|podman)\.(?!privileged|volumes)/, "the container engine is that of this machine"],
  [/^(attr\.driver\.|driver )(?!docker|podman|raw_exec)/, "the lab lacks the driver, or this machine what it needs"],
  [/^device /, "the lab has no devices"],
];

/**
 * Returns why a lab cannot have a fact of the node that one of its nodes is like; undefined if it should have it.
 *
 * @param what the name of the fact; see `factsOf`
 */
export function reasonFor(what: string, { hostVolumes }: InventoryNode): string | undefined {
  if (hostVolumes.some(({ name, dynamic }) => dynamic && what === `host volume ${name}`)) {
    return "the program, or a request to Nomad, creates it";
  }
  return REASONS.find(([pattern]) => pattern.test(what))?.[1];
}
