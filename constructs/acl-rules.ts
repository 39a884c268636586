import { block, quote } from "./hcl";

/**
 * A named set of rights, which Nomad replaces by capabilities. `scale` has the rights of an autoscaler in a namespace. Nomad's parser
 * accepts it in every block except `plugin`, but it gives rights in a namespace only.
 * @see https://developer.hashicorp.com/nomad/docs/other-specifications/acl-policy
 */
export type CoarsePolicy = "deny" | "read" | "write" | "scale";

/**
 * A named set of rights in a namespace.
 * @see https://developer.hashicorp.com/nomad/docs/other-specifications/acl-policy#namespace-rules
 */
export type NamespacePolicy = CoarsePolicy;

/**
 * A single right on the operation of the cluster.
 * @see https://developer.hashicorp.com/nomad/docs/other-specifications/acl-policy#operator-rules
 */
export type OperatorCapability =
  | "deny"
  | "snapshot-save"
  | "license-read"
  | "keyring-rotate"
  | "keyring-read"
  | "keyring-delete";

/**
 * A single right on Sentinel policies (Nomad Enterprise).
 * @see https://developer.hashicorp.com/nomad/docs/other-specifications/acl-policy
 */
export type SentinelCapability = "deny" | "sentinel-read" | "sentinel-submit" | "sentinel-delete";

/**
 * A named set of rights, single rights, or both.
 *
 * @see https://developer.hashicorp.com/nomad/docs/other-specifications/acl-policy
 */
export interface CapabilityRule<Capability extends string> {
  /**
   * A named set of rights.
   * @default - none; only `capabilities` count
   */
  readonly policy?: CoarsePolicy;
  /**
   * Single rights.
   * @default - none; only `policy` counts
   */
  readonly capabilities?: readonly Capability[];
}

/**
 * A single right in a namespace.
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
 * A single right on the Nomad Variables of a path.
 * @see https://developer.hashicorp.com/nomad/docs/other-specifications/acl-policy#variables
 */
export type VariablesCapability = "write" | "read" | "list" | "destroy" | "deny";

/**
 * Rights in one namespace, or in all namespaces that a name with `*` matches.
 *
 * @see https://developer.hashicorp.com/nomad/docs/other-specifications/acl-policy#namespace-rules
 */
export interface NamespaceRule {
  /**
   * A named set of rights.
   * @default - none; only `capabilities` count
   */
  readonly policy?: NamespacePolicy;
  /**
   * Single rights.
   * @default - none; only `policy` counts
   */
  readonly capabilities?: readonly NamespaceCapability[];
  /**
   * Rights on Nomad Variables by path. A path that ends with `*` matches all paths that start with it.
   * @default - none
   */
  readonly variables?: Readonly<Record<string, readonly VariablesCapability[]>>;
}

/**
 * The rules of one policy. Nomad denies everything that no rule allows.
 *
 * @see https://developer.hashicorp.com/nomad/docs/other-specifications/acl-policy
 */
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
   * @see https://developer.hashicorp.com/nomad/docs/other-specifications/acl-policy#node-pools-rules
   */
  readonly nodePools?: Readonly<Record<string, CapabilityRule<"delete" | "deny" | "read" | "write">>>;
  /**
   * Rights by the name of the host volume.
   * @default - none
   * @see https://developer.hashicorp.com/nomad/docs/other-specifications/acl-policy#host-volume-rules
   */
  readonly hostVolumes?: Readonly<Record<string, CapabilityRule<"deny" | "mount-readonly" | "mount-readwrite">>>;
  /**
   * Rights on client nodes.
   * @default - none
   * @see https://developer.hashicorp.com/nomad/docs/other-specifications/acl-policy#node-rules
   */
  readonly node?: CoarsePolicy;
  /**
   * Rights on the API of the agents.
   * @default - none
   * @see https://developer.hashicorp.com/nomad/docs/other-specifications/acl-policy#agent-rules
   */
  readonly agent?: CoarsePolicy;
  /**
   * Rights on the operation of the cluster.
   * @default - none
   * @see https://developer.hashicorp.com/nomad/docs/other-specifications/acl-policy#operator-rules
   */
  readonly operator?: CoarsePolicy | CapabilityRule<OperatorCapability>;
  /**
   * Rights on CSI plugins.
   * @default - none
   * @see https://developer.hashicorp.com/nomad/docs/other-specifications/acl-policy#plugin-rules
   */
  readonly plugin?: "deny" | "list" | "read" | "write";
  /**
   * Rights on quotas (Nomad Enterprise).
   * @default - none
   * @see https://developer.hashicorp.com/nomad/docs/other-specifications/acl-policy#quota-rules
   */
  readonly quota?: CoarsePolicy;
  /**
   * Rights on Sentinel policies (Nomad Enterprise).
   * @default - none
   */
  readonly sentinel?: CapabilityRule<SentinelCapability>;
}

/**
 * Returns the rules in the HCL of Nomad, in the order of the properties.
 *
 * @see https://developer.hashicorp.com/nomad/docs/other-specifications/acl-policy
 */
export function renderAclRules(rules: AclRules): string {
  const blocks = [
    ...Object.entries(rules.namespaces ?? {}).map(([name, rule]) => namespaceBlock(name, rule)),
    ...labelledBlocks("node_pool", rules.nodePools),
    ...labelledBlocks("host_volume", rules.hostVolumes),
    ...(["node", "agent", "operator", "plugin", "quota", "sentinel"] as const).flatMap((scope) => {
      const rule = rules[scope];
      return rule === undefined ? [] : [block(scope, body(typeof rule === "string" ? { policy: rule } : rule))];
    }),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function namespaceBlock(name: string, rule: NamespaceRule): string {
  const variables = Object.entries(rule.variables ?? {}).map(([path, capabilities]) =>
    block(`path ${quote(path)}`, [`capabilities = ${list(capabilities)}`]),
  );
  return block(`namespace ${quote(name)}`, [
    ...body(rule),
    ...(variables.length === 0 ? [] : [block("variables", variables)]),
  ]);
}

type AnyRule = { readonly policy?: string; readonly capabilities?: readonly string[] };

function labelledBlocks(type: string, rules: Readonly<Record<string, AnyRule>> = {}): string[] {
  return Object.entries(rules).map(([name, rule]) => block(`${type} ${quote(name)}`, body(rule)));
}

function body({ policy, capabilities }: AnyRule): string[] {
  return [
    ...(policy === undefined ? [] : [`policy = ${quote(policy)}`]),
    ...(capabilities === undefined ? [] : [`capabilities = ${list(capabilities)}`]),
  ];
}

function list(values: readonly string[]): string {
  return `[${values.map(quote).join(", ")}]`;
}
