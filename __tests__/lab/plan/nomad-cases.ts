import { masked } from "../../../cli/secrets/mask-text";
import type { Apis } from "./apis";
import type { Declared, FieldDrift, ResourceCase } from "./resource-case";

const rules = (policy: string) => `namespace "drifting" {\n  policy = "${policy}"\n}\n`;

/** A key pair's public half, made for this test alone. */
export const publicKey =
  "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEEVs/o5+uQbTjL3chynL4wXgUg2R9\nq9UU8I5mEovUf86QZ7kOBIjJwqnzD1omageEHWwHdBO6B+dFabmdT9POxg==\n-----END PUBLIC KEY-----";

/** Planted where nobody may read it. */
export const plantedSecrets = [
  "planted-applied-4711-with-enough-bytes",
  "planted-by-hand-4712-with-enough-bytes",
] as const;
const [applied, byHand] = plantedSecrets;

const method = (name: string, settings: object = {}, config: object = {}) => ({
  name,
  type: "JWT",
  token_locality: "local",
  max_token_ttl: "1h",
  ...settings,
  config: [{ jwt_validation_pub_keys: [publicKey], bound_audiences: ["nomad"], ...config }],
});

export const nomadGroundwork: readonly Declared[] = [
  { id: "read", type: "nomad_acl_policy", attributes: { name: "drift-read", rules_hcl: rules("read") } },
  { id: "write", type: "nomad_acl_policy", attributes: { name: "drift-write", rules_hcl: rules("write") } },
  { id: "base", type: "nomad_acl_auth_method", attributes: method("drift-base") },
];

type Change = (apis: Apis) => Promise<unknown>;
// biome-ignore lint/suspicious/noExplicitAny: any object of Nomad's
type Edit = (object: any) => void;
const read = "$" + "{nomad_acl_policy.read.name}";
const write = "$" + "{nomad_acl_policy.write.name}";
const base = "$" + "{nomad_acl_auth_method.base.name}";

function a(
  type: string,
  id: string,
  attributes: object,
  change: Change,
  reported: "gone" | readonly FieldDrift[],
): ResourceCase {
  return { type: `nomad_${type}`, id, attributes: attributes as Record<string, unknown>, change, reported };
}

/** Reads an object, edits it, and writes it whole. */
const edit =
  (url: string, change: Edit, method = "POST"): Change =>
  async ({ nomad }) => {
    const object = await nomad("GET", url);
    change(object);
    await nomad(method, url, object);
  };
const remove =
  (url: string): Change =>
  ({ nomad }) =>
    nomad("DELETE", url);

/** The same for an object that Nomad knows by an id of its own: it is found in a list. */
const editListed =
  // biome-ignore lint/suspicious/noExplicitAny: any object of Nomad's
    (list: string, one: string, is: (object: any) => boolean, id: string, change: Edit | "remove"): Change =>
    async ({ nomad }) => {
      const url = `${one}/${(await nomad("GET", list)).find(is)[id]}`;
      if (change === "remove") {
        return nomad("DELETE", url);
      }
      const object = await nomad("GET", url);
      change(object);
      await nomad("POST", url, object);
    };

const namespaces: readonly ResourceCase[] = [
  a(
    "namespace",
    "description-changed",
    { name: "drift-described", description: "as it was made" },
    edit("namespace/drift-described", (it) => {
      it.Description = "rewritten";
    }),
    [{ path: "description", applied: "as it was made", now: "rewritten" }],
  ),
  a(
    "namespace",
    "meta-changed-added-and-removed",
    { name: "drift-meta", meta: { owner: "team-a", tier: "two" } },
    edit("namespace/drift-meta", (it) => {
      it.Meta = { owner: "team-b", more: "x" };
    }),
    [
      { path: "meta.owner", applied: "team-a", now: "team-b" },
      { path: "meta.tier", applied: "two" },
      { path: "meta.more", now: "x" },
    ],
  ),
  a(
    "namespace",
    "driver-forbidden",
    { name: "drift-drivers", capabilities: [{ disabled_task_drivers: ["exec"] }] },
    edit("namespace/drift-drivers", (it) => {
      it.Capabilities.DisabledTaskDrivers = ["exec", "java"];
    }),
    [{ path: "capabilities.0.disabled_task_drivers", applied: '["exec"]', now: '["exec","java"]' }],
  ),
  a("namespace", "removed", { name: "drift-removed" }, remove("namespace/drift-removed"), "gone"),
];

const policies: readonly ResourceCase[] = [
  a(
    "acl_policy",
    "rules-changed",
    { name: "drift-rules", rules_hcl: rules("read") },
    edit("acl/policy/drift-rules", (it) => {
      it.Rules = rules("write");
    }),
    [{ path: "rules_hcl", applied: '  policy = "read"', now: '  policy = "write"' }],
  ),
  a(
    "acl_policy",
    "rules-respelled",
    { name: "drift-respelled", rules_hcl: rules("read") },
    edit("acl/policy/drift-respelled", (it) => {
      it.Rules = '# the same\nnamespace "drifting" { policy = "read" }';
    }),
    [],
  ),
  a(
    "acl_policy",
    "description-and-job-removed",
    { name: "drift-bare", rules_hcl: rules("read"), description: "d", job_acl: [{ job_id: "web", group: "g" }] },
    edit("acl/policy/drift-bare", (it) => {
      it.Description = "";
      it.JobACL = null;
    }),
    [
      { path: "description", applied: "d", now: "" },
      { path: "job_acl.0.group", applied: "g" },
      { path: "job_acl.0.job_id", applied: "web" },
    ],
  ),
  a("acl_policy", "removed", { name: "drift-gone", rules_hcl: rules("read") }, remove("acl/policy/drift-gone"), "gone"),
];

const role = (name: string, change: Edit | "remove") =>
  editListed("acl/roles", "acl/role", ({ Name }) => Name === name, "ID", change);
const roles: readonly ResourceCase[] = [
  a(
    "acl_role",
    "description-changed",
    { name: "drift-role", description: "d", policy: [{ name: read }] },
    role("drift-role", (it) => {
      it.Description = "by hand";
    }),
    [{ path: "description", applied: "d", now: "by hand" }],
  ),
  a(
    "acl_role",
    "policy-added",
    { name: "drift-role-more", policy: [{ name: read }] },
    role("drift-role-more", (it) => {
      it.Policies.push({ Name: "drift-write" });
    }),
    [{ path: "policy.drift-write.name", now: "drift-write" }],
  ),
  a(
    "acl_role",
    "policies-reordered",
    { name: "drift-role-order", policy: [{ name: read }, { name: write }] },
    role("drift-role-order", (it) => {
      it.Policies.reverse();
    }),
    [],
  ),
  a(
    "acl_role",
    "removed",
    { name: "drift-role-gone", policy: [{ name: read }] },
    role("drift-role-gone", "remove"),
    "gone",
  ),
];

const token = (name: string, change: Edit | "remove") =>
  editListed("acl/tokens", "acl/token", ({ Name }) => Name === name, "AccessorID", change);
const tokens: readonly ResourceCase[] = [
  a(
    "acl_token",
    "name-changed",
    { name: "drift-token", type: "client", policies: [read] },
    token("drift-token", (it) => {
      it.Name = "by-hand";
    }),
    [{ path: "name", applied: "drift-token", now: "by-hand" }],
  ),
  a(
    "acl_token",
    "rights-widened",
    { name: "drift-token-wide", type: "client", policies: [read] },
    token("drift-token-wide", (it) => {
      it.Policies.push("drift-write");
    }),
    [{ path: "policies", applied: '["drift-read"]', now: '["drift-read","drift-write"]' }],
  ),
  a(
    "acl_token",
    "made-a-management-token",
    { name: "drift-token-root", type: "client", policies: [read] },
    token("drift-token-root", (it) => {
      it.Type = "management";
      it.Policies = null;
    }),
    [
      { path: "policies", applied: '["drift-read"]' },
      { path: "type", applied: "client", now: "management" },
    ],
  ),
  a(
    "acl_token",
    "removed",
    { name: "drift-token-gone", type: "client", policies: [read] },
    token("drift-token-gone", "remove"),
    "gone",
  ),
];

const methods: readonly ResourceCase[] = [
  a(
    "acl_auth_method",
    "lifetime-changed",
    method("drift-method"),
    edit("acl/auth-method/drift-method", (it) => {
      it.MaxTokenTTL = "2h";
    }),
    [{ path: "max_token_ttl", applied: "1h", now: "2h0m0s" }],
  ),
  a(
    "acl_auth_method",
    "audience-added",
    method("drift-method-wide"),
    edit("acl/auth-method/drift-method-wide", (it) => {
      it.Config.BoundAudiences.push("anybody");
    }),
    [{ path: "config.bound_audiences", applied: '["nomad"]', now: '["nomad","anybody"]' }],
  ),
  a(
    "acl_auth_method",
    "claims-changed",
    method("drift-method-claims", {}, { claim_mappings: { sub: "subject" } }),
    edit("acl/auth-method/drift-method-claims", (it) => {
      it.Config.ClaimMappings = { email: "subject" };
    }),
    [
      { path: "config.claim_mappings.sub", applied: "subject" },
      { path: "config.claim_mappings.email", now: "subject" },
    ],
  ),
  a(
    "acl_auth_method",
    "secret-written-again",
    method(
      "drift-method-secret",
      { type: "OIDC" },
      {
        jwt_validation_pub_keys: null,
        oidc_discovery_url: "https://issuer.test",
        oidc_client_id: "nomad",
        oidc_client_secret: applied,
        allowed_redirect_uris: ["http://localhost:4649/oidc/callback"],
      },
    ),
    edit("acl/auth-method/drift-method-secret", (it) => {
      it.Config.OIDCClientSecret = byHand;
    }),
    [{ path: "config.oidc_client_secret", applied: masked }],
  ),
  a("acl_auth_method", "removed", method("drift-method-gone"), remove("acl/auth-method/drift-method-gone"), "gone"),
];

const rule = (description: string, change: Edit | "remove") =>
  editListed("acl/binding-rules", "acl/binding-rule", ({ Description }) => Description === description, "ID", change);
const ruleOf = (description: string, settings: object = {}) => ({
  auth_method: base,
  description,
  bind_type: "policy",
  bind_name: "drift-read",
  selector: "value.sub == web",
  ...settings,
});
const bindingRules: readonly ResourceCase[] = [
  a(
    "acl_binding_rule",
    "selector-removed",
    ruleOf("drift-rule"),
    rule("drift-rule", (it) => {
      it.Selector = "";
    }),
    [{ path: "selector", applied: "value.sub == web", now: "" }],
  ),
  a(
    "acl_binding_rule",
    "bound-to-another-policy",
    ruleOf("drift-rule-bound"),
    rule("drift-rule-bound", (it) => {
      it.BindName = "drift-write";
    }),
    [{ path: "bind_name", applied: "drift-read", now: "drift-write" }],
  ),
  a("acl_binding_rule", "removed", ruleOf("drift-rule-gone"), rule("drift-rule-gone", "remove"), "gone"),
];

const items = (path: string, change: (items: Record<string, string>) => void): Change =>
  edit(`var/${path}`, (it) => change(it.Items), "PUT");
const variableOf = (path: string) => ({ path, items: { user: "dns", password: applied } });
const variables: readonly ResourceCase[] = [
  a(
    "variable",
    "value-changed",
    variableOf("drift/changed"),
    items("drift/changed", (it) => {
      it.password = byHand;
    }),
    [{ path: "items.password", applied: masked, now: masked }],
  ),
  a(
    "variable",
    "item-added",
    variableOf("drift/added"),
    items("drift/added", (it) => {
      it.more = byHand;
    }),
    [{ path: "items.more", now: masked }],
  ),
  a(
    "variable",
    "item-removed",
    variableOf("drift/item-removed"),
    items("drift/item-removed", (it) => {
      delete it.user;
    }),
    [{ path: "items.user", applied: masked }],
  ),
  a("variable", "removed", variableOf("drift/removed"), remove("var/drift/removed"), "gone"),
];

const pools: readonly ResourceCase[] = [
  a(
    "node_pool",
    "description-changed",
    { name: "drift-pool", description: "d" },
    edit("node/pool/drift-pool", (it) => {
      it.Description = "by hand";
    }),
    [{ path: "description", applied: "d", now: "by hand" }],
  ),
  a(
    "node_pool",
    "meta-changed-added-and-removed",
    { name: "drift-pool-meta", meta: { owner: "team-a", tier: "two" } },
    edit("node/pool/drift-pool-meta", (it) => {
      it.Meta = { owner: "team-b", more: "x" };
    }),
    [
      { path: "meta.owner", applied: "team-a", now: "team-b" },
      { path: "meta.tier", applied: "two" },
      { path: "meta.more", now: "x" },
    ],
  ),
  a("node_pool", "removed", { name: "drift-pool-gone" }, remove("node/pool/drift-pool-gone"), "gone"),
];

const schedulerConfig: readonly ResourceCase[] = [
  a(
    "scheduler_config",
    "algorithm-and-preemption-changed",
    { scheduler_algorithm: "spread", preemption_config: { batch_scheduler_enabled: true } },
    async ({ nomad }) => {
      const { SchedulerConfig } = await nomad("GET", "operator/scheduler/configuration");
      SchedulerConfig.SchedulerAlgorithm = "binpack";
      SchedulerConfig.PreemptionConfig.BatchSchedulerEnabled = false;
      await nomad("PUT", "operator/scheduler/configuration", SchedulerConfig);
    },
    [
      { path: "preemption_config.batch_scheduler_enabled", applied: "true", now: "false" },
      { path: "scheduler_algorithm", applied: "spread", now: "binpack" },
    ],
  ),
];

/** Every resource type of Nomad's provider but the job, which has a table of its own, and the volumes. */
export const nomadCases: readonly ResourceCase[] = [
  ...namespaces,
  ...policies,
  ...roles,
  ...tokens,
  ...methods,
  ...bindingRules,
  ...variables,
  ...pools,
  ...schedulerConfig,
];
