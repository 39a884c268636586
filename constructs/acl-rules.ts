import { block, quote } from "./hcl";

/**
 * What a policy allows inside a namespace, from reading to writing; each is a fixed set of capabilities of Nomad's.
 * @see https://developer.hashicorp.com/nomad/docs/other-specifications/acl-policy#namespace-rules
 */
export type NamespacePolicy = "deny" | "read" | "write" | "scale" | "list";

/**
 * One single right inside a namespace.
 * @see https://developer.hashicorp.com/nomad/docs/other-specifications/acl-policy#namespace-rules
 */
export type NamespaceCapability =
  | "deny"
  | "list-jobs"
  | "parse-job"
  | "read-job"
  | "submit-job"
  | "dispatch-job"
  | "read-logs"
  | "read-fs"
  | "alloc-exec"
  | "alloc-lifecycle"
  | "alloc-node-exec"
  | "csi-register-plugin"
  | "csi-write-volume"
  | "csi-read-volume"
  | "csi-list-volume"
  | "csi-mount-volume"
  | "host-volume-create"
  | "host-volume-read"
  | "host-volume-register"
  | "host-volume-write"
  | "host-volume-delete"
  | "list-scaling-policies"
  | "read-scaling-policy"
  | "read-job-scaling"
  | "scale-job"
  | "sentinel-override"
  | "submit-recommendation"
  // The parts of submit-job, alloc-lifecycle and others, which Nomad also takes one by one.
  | "plan-job"
  | "register-job"
  | "deregister-job"
  | "purge-job"
  | "revert-job"
  | "evaluate-job"
  | "stable-job"
  | "tag-job-version"
  | "force-periodic-job"
  | "fail-deployment"
  | "pause-deployment"
  | "promote-deployment"
  | "unblock-deployment"
  | "cancel-deployment"
  | "set-alloc-health-deployment"
  | "gc-allocation"
  | "pause-allocation"
  | "delete-service-registration";

/**
 * A right on Nomad Variables below a path.
 * @see https://developer.hashicorp.com/nomad/docs/other-specifications/acl-policy#variables
 */
export type VariablesCapability = "write" | "read" | "list" | "destroy" | "deny";

/** The rights in one namespace, or in all whose name a pattern with `*` matches. */
export interface NamespaceRule {
  /**
   * A set of rights by its name.
   * @default - none; only `capabilities` count
   */
  readonly policy?: NamespacePolicy;
  /**
   * Single rights.
   * @default - none; only `policy` counts
   */
  readonly capabilities?: readonly NamespaceCapability[];
  /**
   * Rights on Nomad Variables, by path; `*` at the end of a path stands for all below it.
   * @default - none
   */
  readonly variables?: Readonly<Record<string, readonly VariablesCapability[]>>;
}

/** What one policy allows, as typed rules. All that is not named is refused. */
export interface AclRules {
  /**
   * Rights by the name of the namespace.
   * @default - none
   * @see https://developer.hashicorp.com/nomad/docs/other-specifications/acl-policy#namespace-rules
   */
  readonly namespaces?: Readonly<Record<string, NamespaceRule>>;
  /**
   * Rights by the name of the node pool.
   * @default - none
   * @see https://developer.hashicorp.com/nomad/docs/other-specifications/acl-policy#node-pool-rules
   */
  readonly nodePools?: Readonly<Record<string, { readonly policy: "deny" | "read" | "write" }>>;
  /**
   * Rights by the name of the host volume.
   * @default - none
   * @see https://developer.hashicorp.com/nomad/docs/other-specifications/acl-policy#host-volume-rules
   */
  readonly hostVolumes?: Readonly<Record<string, { readonly policy: "deny" | "read" | "write" }>>;
  /**
   * Rights on client nodes.
   * @default - none
   */
  readonly node?: "deny" | "read" | "write";
  /**
   * Rights on the agent's own API.
   * @default - none
   */
  readonly agent?: "deny" | "read" | "write";
  /**
   * Rights on the operation of the cluster.
   * @default - none
   */
  readonly operator?: "deny" | "read" | "write";
  /**
   * Rights on CSI plugins.
   * @default - none
   */
  readonly plugin?: "deny" | "list" | "read";
  /**
   * Rights on quotas (Nomad Enterprise).
   * @default - none
   */
  readonly quota?: "deny" | "read" | "write";
}

/**
 * The rules in Nomad's HCL, in the order in which they were written.
 *
 * @see https://developer.hashicorp.com/nomad/docs/other-specifications/acl-policy
 */
export function renderAclRules(rules: AclRules): string {
  const blocks = [
    ...Object.entries(rules.namespaces ?? {}).map(([name, rule]) => namespaceBlock(name, rule)),
    ...labelledBlocks("node_pool", rules.nodePools),
    ...labelledBlocks("host_volume", rules.hostVolumes),
    ...(["node", "agent", "operator", "plugin", "quota"] as const).flatMap((scope) => {
      const policy = rules[scope];
      return policy === undefined ? [] : [block(scope, [`policy = ${quote(policy)}`])];
    }),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function namespaceBlock(name: string, rule: NamespaceRule): string {
  const variables = Object.entries(rule.variables ?? {}).map(([path, capabilities]) =>
    block(`path ${quote(path)}`, [`capabilities = ${list(capabilities)}`]),
  );
  return block(`namespace ${quote(name)}`, [
    ...(rule.policy === undefined ? [] : [`policy = ${quote(rule.policy)}`]),
    ...(rule.capabilities === undefined ? [] : [`capabilities = ${list(rule.capabilities)}`]),
    ...(variables.length === 0 ? [] : [block("variables", variables)]),
  ]);
}

function labelledBlocks(type: string, rules: Readonly<Record<string, { readonly policy: string }>> = {}): string[] {
  return Object.entries(rules).map(([name, { policy }]) =>
    block(`${type} ${quote(name)}`, [`policy = ${quote(policy)}`]),
  );
}

function list(values: readonly string[]): string {
  return `[${values.map(quote).join(", ")}]`;
}
