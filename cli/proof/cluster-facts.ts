import type { Access, ConsulClient, NomadClient } from "../../clients";
import { consulIdOf, keysOf, serversInRegion } from "../checks/cluster-identity";
import { consulAccess, nomadAccess } from "../stack/access";
import type { Stack } from "../stack/stack";
import { NotProvable } from "./not-provable";
import type { Entry, Reader, Readers } from "./reader";

/** The policies, whose list a client token sees reduced to its own. */
const POLICIES = "/v1/acl/policies";

/**
 * Returns what identifies the clusters of a stack. After a snapshot was restored on new servers, an old index can belong to a new
 * object, so all servers and keys must be the same.
 *
 * @throws NotProvable if nothing identifies a cluster
 */
export async function clusterFacts(
  stack: Stack,
  readers: Readers,
  environment: NodeJS.ProcessEnv,
): Promise<readonly string[]> {
  const nomad = nomadAccess(stack, environment);
  const consul = consulAccess(stack, environment);
  const facts = await Promise.all([
    nomad && nomadFact(nomad, readers.for("nomad", nomad).client as NomadClient),
    consul && consulFact(consul, readers.for("consul", consul).client as ConsulClient),
  ]);
  return facts.filter((fact) => fact !== undefined);
}

async function nomadFact(access: Access, nomad: NomadClient): Promise<string> {
  const [keys, { region, servers }] = await Promise.all([keysOf(nomad), serversInRegion(nomad)]);
  if (keys.length + servers.length === 0) {
    throw new NotProvable("nomad shows neither its servers nor its keys");
  }
  return JSON.stringify([access.address, region, [...keys].sort(), servers]);
}

async function consulFact(access: Access, consul: ConsulClient): Promise<string> {
  const id = await consulIdOf(consul);
  if (id === undefined) {
    throw new NotProvable("consul has no certificate authority, which would identify the cluster");
  }
  return JSON.stringify([access.address, id]);
}

/** The token itself: its secret is not read. */
interface Self {
  readonly Type: string;
  readonly Policies: readonly string[] | null;
  readonly Roles: readonly unknown[] | null;
}

/**
 * Returns what the token may do in Nomad: lists may show more than a plan could read. In Consul, a proof reads with the same rights as
 * a plan.
 *
 * @throws NotProvable if Nomad does not accept the token
 */
export async function rightsFacts(
  stack: Stack,
  readers: Readers,
  environment: NodeJS.ProcessEnv,
): Promise<readonly string[]> {
  const access = nomadAccess(stack, environment);
  return access ? [await rightsOf(readers.for("nomad", access))] : [];
}

async function rightsOf(nomad: Reader): Promise<string> {
  const { status, text } = await nomad.client.send("GET", "/v1/acl/token/self");
  if (status === 400 && /ACL support disabled/i.test(text)) {
    return "no access control";
  }
  if (status !== 200) {
    throw new NotProvable(`nomad answered ${status} when asked who the token is`);
  }
  const { Type, Policies, Roles } = JSON.parse(text) as Self;
  if (Type === "management") {
    return "management";
  }
  const policies = await nomad.list(POLICIES);
  return JSON.stringify([
    Type,
    Policies,
    Roles,
    policies.map(({ Name, Hash, ModifyIndex }: Entry) => [Name, Hash, ModifyIndex]),
  ]);
}
