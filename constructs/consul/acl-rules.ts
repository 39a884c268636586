import { block, quote } from "../hcl";

/**
 * How far a right goes in Consul; `write` has `read` in it.
 *
 * @see https://developer.hashicorp.com/consul/docs/reference/acl/rule
 */
export type ConsulPolicy = "deny" | "read" | "write";

/**
 * The rules of a policy of Consul. Names are exact in the plural form, such as `services`, and are prefixes in the
 * form with `Prefixes`, where `""` stands for all.
 *
 * @see https://developer.hashicorp.com/consul/docs/reference/acl/rule
 */
export interface ConsulAclRules {
  /** Keys of the key-value store. @default - none */
  readonly keys?: Readonly<Record<string, ConsulPolicy | "list">>;
  /** Keys that begin so. @default - none */
  readonly keyPrefixes?: Readonly<Record<string, ConsulPolicy | "list">>;
  /** Services, and with `write` their registration. @default - none */
  readonly services?: Readonly<Record<string, ConsulPolicy>>;
  /** Services whose names begin so. @default - none */
  readonly servicePrefixes?: Readonly<Record<string, ConsulPolicy>>;
  /** Nodes in the catalog; a request for healthy services needs to read the nodes of the services. @default - none */
  readonly nodes?: Readonly<Record<string, ConsulPolicy>>;
  /** Nodes whose names begin so. @default - none */
  readonly nodePrefixes?: Readonly<Record<string, ConsulPolicy>>;
  /** Agents' own API, by node. @default - none */
  readonly agents?: Readonly<Record<string, ConsulPolicy>>;
  /** Agents on nodes whose names begin so. @default - none */
  readonly agentPrefixes?: Readonly<Record<string, ConsulPolicy>>;
  /** Sessions, by node. @default - none */
  readonly sessions?: Readonly<Record<string, ConsulPolicy>>;
  /** Sessions on nodes whose names begin so. @default - none */
  readonly sessionPrefixes?: Readonly<Record<string, ConsulPolicy>>;
  /** Prepared queries. @default - none */
  readonly queries?: Readonly<Record<string, ConsulPolicy>>;
  /** Prepared queries whose names begin so. @default - none */
  readonly queryPrefixes?: Readonly<Record<string, ConsulPolicy>>;
  /** User events. @default - none */
  readonly events?: Readonly<Record<string, ConsulPolicy>>;
  /** User events whose names begin so. @default - none */
  readonly eventPrefixes?: Readonly<Record<string, ConsulPolicy>>;
  /** The ACL system itself: `write` is as good as all rights. @default - none */
  readonly acl?: ConsulPolicy;
  /** The operation of the cluster. @default - none */
  readonly operator?: ConsulPolicy;
  /** The gossip encryption keys. @default - none */
  readonly keyring?: ConsulPolicy;
  /** The service mesh. @default - none */
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
