import type { ConsulClient, NomadClient } from "../../clients";

/**
 * What distinguishes a cluster from every other one, whatever its address. Nomad has no API for an id of the cluster, so the ids of its
 * servers and the keys with which it signs identities are compared. Both change over time, but not all at once.
 */
export interface ClusterIdentity {
  /** Ids of Nomad's servers; empty if the token may not list them. */
  readonly servers: readonly string[];
  /** Ids of the keys with which Nomad signs workload identities. Each region has its own, and Nomad shows them without a token. */
  readonly keys: readonly string[];
  /** Nomad region of the requests. @default - the token may not list servers, and no region was given */
  readonly region?: string;
  /** Id of the Consul cluster, from the trust domain of its certificate authority. @default - no Consul, or it has no Connect */
  readonly consul?: string;
}

/** Time in milliseconds for which at least one key of Nomad stays: a new key is published this long before it is used. */
const KEYS_STAY = 14 * 24 * 60 * 60 * 1000;

/**
 * Returns the ids of Nomad's signing keys. The request has no token, so that a wrong server does not receive it.
 *
 * @see https://developer.hashicorp.com/nomad/api-docs/operator/keyring
 */
export async function keysOf(nomad: NomadClient): Promise<readonly string[]> {
  const { status, text } = await nomad.send("GET", "/.well-known/jwks.json", { token: "" });
  const { keys = [] } = status === 200 ? (JSON.parse(text) as { keys?: readonly { readonly kid: string }[] }) : {};
  return keys.map(({ kid }) => kid);
}

/** The servers of a region. */
export interface RegionServers {
  /** The region of the requests; absent if the token may not list servers, and no region was given. */
  readonly region?: string;
  /** Ids of the servers of that region; empty if the token may not list them. */
  readonly servers: readonly string[];
}

/**
 * Returns the region of the requests and the ids of its servers. Nomad lists the servers of all federated regions, so those of other
 * regions are left out: they do not show that the region is the right one.
 *
 * @see https://developer.hashicorp.com/nomad/api-docs/agent#list-members
 */
export async function serversInRegion(nomad: NomadClient): Promise<RegionServers> {
  const { region: given } = nomad.access;
  const { status, text } = await nomad.send("GET", "/v1/agent/members");
  if (status !== 200) {
    return { ...(given !== undefined && { region: given }), servers: [] };
  }
  const { ServerRegion, Members } = JSON.parse(text) as {
    readonly ServerRegion: string;
    readonly Members: readonly { readonly Tags: Record<string, string> }[];
  };
  const region = given ?? ServerRegion;
  const servers = Members.flatMap(({ Tags }) => (Tags.id && Tags.region === region ? [Tags.id] : [])).sort();
  return { region, servers };
}

/**
 * Returns the id of a Consul cluster.
 *
 * @see https://developer.hashicorp.com/consul/api-docs/connect/ca#list-ca-root-certificates
 */
export async function consulIdOf(consul: ConsulClient): Promise<string | undefined> {
  const { status, text } = await consul.send("GET", "/v1/connect/ca/roots", { token: "" });
  return status === 200 ? (JSON.parse(text) as { readonly TrustDomain?: string }).TrustDomain : undefined;
}

/** Whether two regions are known and differ. */
export function isOtherRegion(remembered: string | undefined, answering: string | undefined): boolean {
  return remembered !== undefined && answering !== undefined && remembered !== answering;
}

/**
 * Whether the Nomad cluster that answers is the remembered one. If nothing can be compared, it counts as the same.
 *
 * @param age milliseconds since the cluster was remembered
 */
export function isSameNomad(
  remembered: ClusterIdentity,
  answering: Pick<ClusterIdentity, "servers" | "keys">,
  age: number,
): boolean {
  const [servers, keys] = (["servers", "keys"] as const).map((kind) => overlap(remembered[kind], answering[kind]));
  if (servers === true || keys === true) {
    return true;
  }
  return servers === undefined && (keys === undefined || age > KEYS_STAY);
}

/** Whether two lists have an element in common; `undefined` if one of them is empty. */
function overlap(one: readonly string[], other: readonly string[]): boolean | undefined {
  return one.length === 0 || other.length === 0 ? undefined : one.some((id) => other.includes(id));
}
