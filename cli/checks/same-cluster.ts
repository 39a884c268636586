import { type ApiClient, ConsulClient, NomadClient } from "../../clients";
import { findLab } from "../../lab/lab";
import { consulAccess, nomadAccess, serversOf } from "../stack/access";
import type { Stack } from "../stack/stack";
import {
  type ClusterIdentity,
  consulIdOf,
  isOtherRegion,
  isSameNomad,
  keysOf,
  serversInRegion,
} from "./cluster-identity";
import { type Finding, problem } from "./finding";
import { type FoundCluster, rememberCluster, rememberedCluster } from "./remembered-cluster";

/**
 * Checks that each stack is for the environment and the cluster of its state. The request that compares clusters comes before all others
 * and, unless the keys of Nomad were replaced, has no token.
 */
export async function checkClusters(stacks: readonly Stack[]): Promise<readonly Finding[]> {
  const found = await Promise.all(
    stacks.map(async (stack) => {
      const remembered = await rememberedCluster(stack);
      return remembered ? { stack, remembered } : [];
    }),
  );
  const all = found.flat();
  const others = all.flatMap(({ stack, remembered }) => environmentFinding(stack, remembered));
  return others.length > 0
    ? others
    : (await Promise.all(all.map(({ stack, remembered }) => clusterFindings(stack, remembered)))).flat();
}

/** Remembers the clusters of stacks next to their states, before an apply writes to them. */
export async function rememberClusters(stacks: readonly Stack[]): Promise<void> {
  await Promise.all(
    stacks.map(async (stack) => {
      const address = serversOf(stack).find(({ product }) => product === "nomad")?.address;
      const identity = await identityOf(stack);
      if (identity.keys.length + identity.servers.length === 0) {
        return; // Nomad does not answer, and what was remembered stays
      }
      await rememberCluster(stack, {
        at: new Date().toISOString(),
        ...stack.cluster,
        ...(address !== undefined && { address }),
        identity,
      });
    }),
  );
}

function environmentFinding({ name, cluster }: Stack, { cluster: remembered, place }: FoundCluster): Finding[] {
  const { environment, lab, address } = remembered;
  if (environment !== undefined && cluster.environment !== undefined && environment !== cluster.environment) {
    const where = address === undefined ? "" : ` (nomad at ${address})`;
    return [
      problem(
        "other-environment",
        `${name}: its state is of environment "${environment}"${where}, and this run is for "${cluster.environment}"; choose it with CDKNOMAD_ENV=${environment} or --environment ${environment}, or give "${cluster.environment}" a state of its own; if the environment was renamed, delete ${place}`,
      ),
    ];
  }
  // The state of a lab that was taken down is useless, and the next lab takes its place.
  if (lab !== undefined && cluster.lab !== undefined && lab !== cluster.lab && findLab(lab)) {
    return [
      problem(
        "other-environment",
        `${name}: its state is of lab "${lab}", which is running, and this run is for lab "${cluster.lab}"; choose the lab with CDKNOMAD_LAB=${lab}, or take it down with: cdknomad lab down --name ${lab}`,
      ),
    ];
  }
  return [];
}

/** Compares the servers that answer; a server that does not answer is the finding of another check. */
async function clusterFindings(stack: Stack, { cluster: remembered, place }: FoundCluster): Promise<Finding[]> {
  // Each start of a lab is a new cluster.
  if (stack.cluster.lab !== undefined || remembered.lab !== undefined) {
    return [];
  }
  const [nomad, consul] = clientsOf(stack);
  const { identity } = remembered;
  const findings: Finding[] = [];
  const refuse = (client: ApiClient) =>
    findings.push(
      problem(
        "other-cluster",
        `${stack.name}: ${client.product} at ${client.access.address} is another cluster than the one of the state, which the last apply remembered; correct the address, or if this cluster replaces that one, delete ${place}`,
      ),
    );
  if (nomad) {
    const other = await otherNomad(identity, nomad, Date.now() - Date.parse(remembered.at));
    if (other === "cluster") {
      refuse(nomad);
    } else if (other !== undefined) {
      findings.push(regionFinding(stack, identity.region, other.region, nomad.access.address));
    }
  }
  const id = consul && identity.consul !== undefined ? await consulIdOf(consul) : undefined;
  if (consul && id !== undefined && id !== identity.consul) {
    refuse(consul);
  }
  return findings;
}

function regionFinding({ name }: Stack, remembered: string | undefined, region: string, address: string): Finding {
  return problem(
    "other-cluster",
    `${name}: its state is of nomad's region "${remembered}", and this run is for the region "${region}" at ${address}; set NOMAD_REGION or nomad.region of the settings to "${remembered}", or give "${region}" a state of its own`,
  );
}

/** Returns what differs from the remembered Nomad. It gets the token only if neither a given region nor its keys show that already. */
async function otherNomad(
  remembered: ClusterIdentity,
  nomad: NomadClient,
  age: number,
): Promise<"cluster" | { readonly region: string } | undefined> {
  const given = nomad.access.region;
  if (given !== undefined && isOtherRegion(remembered.region, given)) {
    return { region: given };
  }
  const keys = await keysOf(nomad);
  if (remembered.keys.some((key) => keys.includes(key))) {
    return undefined;
  }
  const { region, servers } = remembered.servers.length > 0 ? await serversInRegion(nomad) : { servers: [] };
  if (region !== undefined && isOtherRegion(remembered.region, region)) {
    return { region };
  }
  return isSameNomad(remembered, { servers, keys }, age) ? undefined : "cluster";
}

async function identityOf(stack: Stack): Promise<ClusterIdentity> {
  const [nomad, consul] = clientsOf(stack);
  const [keys, servers, id] = await Promise.all([
    nomad ? keysOf(nomad) : [],
    nomad ? serversInRegion(nomad) : { servers: [] },
    consul ? consulIdOf(consul) : undefined,
  ]);
  return { ...servers, keys, ...(id !== undefined && { consul: id }) };
}

function clientsOf(stack: Stack): [nomad: NomadClient | undefined, consul: ConsulClient | undefined] {
  const [nomad, consul] = [nomadAccess(stack), consulAccess(stack)];
  return [nomad && new NomadClient(nomad), consul && new ConsulClient(consul)];
}
