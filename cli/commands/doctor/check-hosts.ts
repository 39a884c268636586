import { configurationOf } from "../../checks/backend";
import { type Finding, warning } from "../../checks/finding";
import { nomadAccess } from "../../plan/nomad-jobs";
import type { Stack } from "../../plan/synthesize";
import { askNodes, type NomadApi, runningInstances } from "./ask-nodes";
import { type DnsNeeds, dnsNeeds } from "./dns-needs";
import { examine } from "./findings";

/**
 * What the nodes lack for the name servers of the stacks that do not run yet. Nobody is asked where no stack has one, or
 * where it runs with all its instances: it has what it needs then.
 */
export async function checkHosts(stacks: readonly Stack[]): Promise<readonly Finding[]> {
  const found = stacks.map(async (stack) => {
    const access = nomadAccess(stack.folder);
    if (!access) return [];
    const nomad = { ...access, token: access.token ?? "" };
    return (await Promise.all(dnsNeeds(configurationOf(stack)).map((needs) => checkServer(nomad, needs)))).flat();
  });
  return (await Promise.all(found)).flat();
}

async function checkServer(nomad: NomadApi, needs: DnsNeeds): Promise<Finding[]> {
  try {
    if ((await runningInstances(nomad, needs)).length >= needs.instances) return [];
    const nodes = await askNodes(nomad, needs);
    return nodes
      .flatMap((node) => examine(node, needs))
      .map(({ node, level, message }) => ({ level, message: `[${node}] ${message}` }));
  } catch (error) {
    // who may not ask the nodes may still be the one who may deploy, and a Nomad that does not answer is told by Terraform
    const reason = error instanceof Error ? error.message : String(error);
    return [warning(`the nodes could not be asked what they lack for ${needs.namespace}/${needs.job}: ${reason}`)];
  }
}
