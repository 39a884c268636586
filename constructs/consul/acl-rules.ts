import { block, quote } from "../hcl";

/**
 * Level of a right in Consul. `write` includes `read`.
 *
 * @see https://developer.hashicorp.com/consul/docs/reference/acl/rule
 */
export type ConsulPolicy = "deny" | "read" | "write";

/**
 * Rules of a policy of Consul, by name. Names are exact in the plural form, such as `services`. They are prefixes in the form with
 * `Prefixes`, where `""` matches all names. Consul denies everything that no rule allows.
 *
 * @see https://developer.hashicorp.com/consul/docs/reference/acl/rule
 */
export interface ConsulAclRules {
  /** Keys of the KV store. @default - none */
  readonly keys?: Readonly<Record<string, ConsulPolicy | "list">>;
  /** Keys of the KV store that start with a prefix. @default - none */
  readonly keyPrefixes?: Readonly<Record<string, ConsulPolicy | "list">>;
  /** Services in the catalog. `write` allows to register them. @default - none */
  readonly services?: Readonly<Record<string, ConsulPolicy>>;
  /** Services whose names start with a prefix. @default - none */
  readonly servicePrefixes?: Readonly<Record<string, ConsulPolicy>>;
  /** Nodes in the catalog. A request for healthy services needs `read` on the nodes of the services. @default - none */
  readonly nodes?: Readonly<Record<string, ConsulPolicy>>;
  /** Nodes whose names start with a prefix. @default - none */
  readonly nodePrefixes?: Readonly<Record<string, ConsulPolicy>>;
  /** API of the agents, by the name of their node. @default - none */
  readonly agents?: Readonly<Record<string, ConsulPolicy>>;
  /** API of the agents on nodes whose names start with a prefix. @default - none */
  readonly agentPrefixes?: Readonly<Record<string, ConsulPolicy>>;
  /** Sessions, by the name of their node. @default - none */
  readonly sessions?: Readonly<Record<string, ConsulPolicy>>;
  /** Sessions on nodes whose names start with a prefix. @default - none */
  readonly sessionPrefixes?: Readonly<Record<string, ConsulPolicy>>;
  /** Prepared queries, by name. @default - none */
  readonly queries?: Readonly<Record<string, ConsulPolicy>>;
  /** Prepared queries whose names start with a prefix. @default - none */
  readonly queryPrefixes?: Readonly<Record<string, ConsulPolicy>>;
  /** User events, by name. @default - none */
  readonly events?: Readonly<Record<string, ConsulPolicy>>;
  /** User events whose names start with a prefix. @default - none */
  readonly eventPrefixes?: Readonly<Record<string, ConsulPolicy>>;
  /** ACL system. `write` allows to give every right. @default - none */
  readonly acl?: ConsulPolicy;
  /** Operation of the cluster, except the keyring. @default - none */
  readonly operator?: ConsulPolicy;
  /** Gossip encryption keys. @default - none */
  readonly keyring?: ConsulPolicy;
  /** Settings of the service mesh. @default - none */
  readonly mesh?: ConsulPolicy;
  /** Cluster peerings. @default - none */
  readonly peering?: ConsulPolicy;
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
