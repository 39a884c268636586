import { NomadClient } from "../../../clients";
import { reasonOf } from "../../../errors";
import { type Finding, warning } from "../../checks/finding";
import { nomadAccess } from "../../stack/access";
import type { Stack } from "../../stack/stack";
import { askNodes, runningInstances } from "./ask-nodes";
import { type DnsNeeds, dnsNeeds } from "./dns-needs";
import { examine } from "./name-server-node";

/**
 * Finds what the nodes lack for the name servers of stacks that do not run yet. Nodes are not asked if no stack has a name
 * server, or if all its instances run.
 */
export async function checkHosts(stacks: readonly Stack[]): Promise<readonly Finding[]> {
  const found = stacks.map(async (stack) => {
    const access = nomadAccess(stack);
    if (!access) {
      return [];
    }
    const nomad = new NomadClient(access);
    return (await Promise.all(dnsNeeds(stack).map((needs) => checkServer(nomad, needs)))).flat();
  });
  return (await Promise.all(found)).flat();
}

async function checkServer(nomad: NomadClient, needs: DnsNeeds): Promise<Finding[]> {
  try {
    if ((await runningInstances(nomad, needs)).length >= needs.instances) {
      return [];
    }
    const nodes = await askNodes(nomad, needs);
    return nodes.flatMap((node) => examine(node, needs));
  } catch (error) {
    // A token that may not run a job on the nodes may still be allowed to deploy.
    return [nodesNotChecked(needs, error)];
  }
}

/** The finding for nodes that could not be asked. */
export function nodesNotChecked({ namespace, job }: DnsNeeds, error: unknown): Finding {
  return warning("node-not-prepared", `the nodes could not be checked for ${namespace}/${job}: ${reasonOf(error)}`);
}
