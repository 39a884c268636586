import { block, quote } from "../hcl";

/** How far a right goes. */
type Policy = "deny" | "read" | "write";

/**
 * What a policy of Consul's allows. Names are exact in the plural form, as `services`, and begin like that in the
 * form with `Prefixes`, where `""` stands for all.
 *
 * @see https://developer.hashicorp.com/consul/docs/reference/acl/rule
 */
export interface ConsulAclRules {
  /** Keys of the key-value store. @default - none */
  readonly keys?: Readonly<Record<string, Policy | "list">>;
  /** Keys that begin so. @default - none */
  readonly keyPrefixes?: Readonly<Record<string, Policy | "list">>;
  /** Services, and with `write` their registration. @default - none */
  readonly services?: Readonly<Record<string, Policy>>;
  /** Services whose names begin so. @default - none */
  readonly servicePrefixes?: Readonly<Record<string, Policy>>;
  /** Nodes in the catalogue; who asks for healthy services needs to read the nodes they are on. @default - none */
  readonly nodes?: Readonly<Record<string, Policy>>;
  /** Nodes whose names begin so. @default - none */
  readonly nodePrefixes?: Readonly<Record<string, Policy>>;
  /** Agents' own API, by node. @default - none */
  readonly agents?: Readonly<Record<string, Policy>>;
  /** Agents on nodes whose names begin so. @default - none */
  readonly agentPrefixes?: Readonly<Record<string, Policy>>;
  /** Sessions, by node. @default - none */
  readonly sessions?: Readonly<Record<string, Policy>>;
  /** Sessions on nodes whose names begin so. @default - none */
  readonly sessionPrefixes?: Readonly<Record<string, Policy>>;
  /** Prepared queries. @default - none */
  readonly queries?: Readonly<Record<string, Policy>>;
  /** Prepared queries whose names begin so. @default - none */
  readonly queryPrefixes?: Readonly<Record<string, Policy>>;
  /** User events. @default - none */
  readonly events?: Readonly<Record<string, Policy>>;
  /** User events whose names begin so. @default - none */
  readonly eventPrefixes?: Readonly<Record<string, Policy>>;
  /** The ACL system itself: `write` is as good as all rights. @default - none */
  readonly acl?: Policy;
  /** The operation of the cluster. @default - none */
  readonly operator?: Policy;
  /** The gossip encryption keys. @default - none */
  readonly keyring?: Policy;
  /** The service mesh. @default - none */
  readonly mesh?: Policy;
  /** Cluster peerings. @default - none */
  readonly peering?: Policy;
}

/** The rules by name of what they are about, each with Consul's word for it. */
const NAMED = {
  keys: "key",
  keyPrefixes: "key_prefix",
  services: "service",
  servicePrefixes: "service_prefix",
  nodes: "node",
  nodePrefixes: "node_prefix",
  agents: "agent",
  agentPrefixes: "agent_prefix",
  sessions: "session",
  sessionPrefixes: "session_prefix",
  queries: "query",
  queryPrefixes: "query_prefix",
  events: "event",
  eventPrefixes: "event_prefix",
} as const satisfies Partial<Record<keyof ConsulAclRules, string>>;

const WIDE = ["acl", "operator", "keyring", "mesh", "peering"] as const satisfies readonly (keyof ConsulAclRules)[];

/** The rules in Consul's HCL: rules of one kind in the order in which they were written. */
export function renderConsulAclRules(rules: ConsulAclRules): string {
  const named = (Object.keys(NAMED) as (keyof typeof NAMED)[]).flatMap((kind) =>
    Object.entries(rules[kind] ?? {}).map(([name, policy]) =>
      block(`${NAMED[kind]} ${quote(name)}`, [`policy = ${quote(policy)}`]),
    ),
  );
  const wide = WIDE.flatMap((kind) => {
    const policy = rules[kind];
    return policy === undefined ? [] : [`${kind} = ${quote(policy)}`];
  });
  return `${[...named, ...wide].join("\n")}\n`;
}
