import { masked } from "../../../cli/secrets/mask-text";
import type { Apis } from "./apis";
import { publicKey } from "./nomad-cases";
import type { Declared, FieldDrift, ResourceCase } from "./resource-case";

const rules = (policy: string) => `service_prefix "" {\n  policy = "${policy}"\n}\n`;
const uuid = (number: number) => `4e1f0000-1111-4222-8333-0000000001${String(number).padStart(2, "0")}`;
/** The accessor id of a token that the program does not manage. The attachments attach to it. */
export const foreignToken = uuid(1);
const read = "$" + "{consul_acl_policy.read.name}";
const write = "$" + "{consul_acl_policy.write.name}";
const baseRole = "$" + "{consul_acl_role.base.name}";
const base = "$" + "{consul_acl_auth_method.base.name}";

const method = (name: string, settings: object = {}) => ({
  name,
  type: "jwt",
  max_token_ttl: "30m",
  config_json: JSON.stringify({ BoundAudiences: ["consul.io"], JWTValidationPubKeys: [publicKey] }),
  ...settings,
});

export const consulGroundwork: readonly Declared[] = [
  { id: "read", type: "consul_acl_policy", attributes: { name: "drift-read", rules: rules("read") } },
  { id: "write", type: "consul_acl_policy", attributes: { name: "drift-write", rules: rules("write") } },
  { id: "base", type: "consul_acl_role", attributes: { name: "drift-base", policies: [read] } },
  { id: "base", type: "consul_acl_auth_method", attributes: method("drift-base") },
];

type Change = (apis: Apis) => Promise<unknown>;
// biome-ignore lint/suspicious/noExplicitAny: any object of Consul's
type Edit = (object: any) => void;

function a(
  type: string,
  id: string,
  attributes: object,
  change: Change,
  reported: "gone" | readonly FieldDrift[],
): ResourceCase {
  return { type: `consul_${type}`, id, attributes: attributes as Record<string, unknown>, change, reported };
}

/** Reads an object by one address and writes it to another, or removes it there. */
const edit =
  (from: string, to: (object: { ID: string }) => string, change: Edit | "remove"): Change =>
  async ({ consul }) => {
    const found = await consul("GET", from);
    const object = Array.isArray(found) ? found[0] : found;
    if (change === "remove") {
      return consul("DELETE", to(object));
    }
    change(object);
    await consul("PUT", to(object), object);
  };

const policy = (name: string, change: Edit | "remove") =>
  edit(`acl/policy/name/${name}`, ({ ID }) => `acl/policy/${ID}`, change);
const policies: readonly ResourceCase[] = [
  a(
    "acl_policy",
    "rules-changed",
    { name: "drift-rules", rules: rules("read") },
    policy("drift-rules", (it) => {
      it.Rules = rules("write");
    }),
    [{ path: "rules", applied: '  policy = "read"', now: '  policy = "write"' }],
  ),
  a(
    "acl_policy",
    "description-changed",
    { name: "drift-described", rules: rules("read"), description: "d" },
    policy("drift-described", (it) => {
      it.Description = "by hand";
    }),
    [{ path: "description", applied: "d", now: "by hand" }],
  ),
  a("acl_policy", "removed", { name: "drift-gone", rules: rules("read") }, policy("drift-gone", "remove"), "gone"),
];

const role = (name: string, change: Edit | "remove") =>
  edit(`acl/role/name/${name}`, ({ ID }) => `acl/role/${ID}`, change);
const roles: readonly ResourceCase[] = [
  a(
    "acl_role",
    "policy-added",
    { name: "drift-role", policies: [read] },
    role("drift-role", (it) => {
      it.Policies.push({ Name: "drift-write" });
    }),
    [{ path: "policies", applied: '["drift-read"]', now: '["drift-read","drift-write"]' }],
  ),
  a(
    "acl_role",
    "services-removed",
    { name: "drift-role-services", service_identities: [{ service_name: "web" }] },
    role("drift-role-services", (it) => {
      it.ServiceIdentities = null;
    }),
    [{ path: "service_identities.0.service_name", applied: "web" }],
  ),
  a(
    "acl_role",
    "policies-reordered",
    { name: "drift-role-order", policies: [read, write] },
    role("drift-role-order", (it) => {
      it.Policies.reverse();
    }),
    [],
  ),
  a("acl_role", "removed", { name: "drift-role-gone", policies: [read] }, role("drift-role-gone", "remove"), "gone"),
];

const token = (number: number, change: Edit | "remove") =>
  edit(`acl/token/${uuid(number)}`, () => `acl/token/${uuid(number)}`, change);
const tokens: readonly ResourceCase[] = [
  a(
    "acl_token",
    "description-changed",
    { accessor_id: uuid(2), description: "d", policies: [read] },
    token(2, (it) => {
      it.Description = "by hand";
    }),
    [{ path: "description", applied: "d", now: "by hand" }],
  ),
  a(
    "acl_token",
    "rights-widened",
    { accessor_id: uuid(3), policies: [read] },
    token(3, (it) => {
      it.Policies.push({ Name: "drift-write" });
    }),
    [{ path: "policies", applied: '["drift-read"]', now: '["drift-read","drift-write"]' }],
  ),
  a("acl_token", "removed", { accessor_id: uuid(4), policies: [read] }, token(4, "remove"), "gone"),
];

const links: readonly ResourceCase[] = [
  a(
    "acl_token_policy_attachment",
    "detached",
    { token_id: foreignToken, policy: read },
    token(1, (it) => {
      it.Policies = null;
      it.Roles = null;
    }),
    "gone",
  ),
  a("acl_token_role_attachment", "detached", { token_id: foreignToken, role: baseRole }, async () => {}, "gone"),
];

const authMethod = (name: string, change: Edit | "remove") =>
  edit(`acl/auth-method/${name}`, () => `acl/auth-method/${name}`, change);
const methods: readonly ResourceCase[] = [
  a(
    "acl_auth_method",
    "lifetime-changed",
    method("drift-method"),
    authMethod("drift-method", (it) => {
      it.MaxTokenTTL = "2h";
    }),
    [{ path: "max_token_ttl", applied: "30m", now: "2h0m0s" }],
  ),
  a(
    "acl_auth_method",
    "audience-changed",
    method("drift-method-wide"),
    authMethod("drift-method-wide", (it) => {
      it.Config.BoundAudiences = ["elsewhere"];
    }),
    [{ path: "config_json", applied: masked, now: masked }],
  ),
  a("acl_auth_method", "removed", method("drift-method-gone"), authMethod("drift-method-gone", "remove"), "gone"),
];

const ruleOf = (description: string) => ({
  auth_method: base,
  description,
  bind_type: "role",
  bind_name: "drift-base",
  selector: '"web" in value.name',
});
const rule =
  (description: string, change: Edit | "remove"): Change =>
  async (apis) => {
    const all = await apis.consul("GET", "acl/binding-rules?authmethod=drift-base");
    const { ID } = all.find(({ Description }: { Description: string }) => Description === description);
    await edit(`acl/binding-rule/${ID}`, () => `acl/binding-rule/${ID}`, change)(apis);
  };
const bindingRules: readonly ResourceCase[] = [
  a(
    "acl_binding_rule",
    "selector-removed",
    ruleOf("drift-rule"),
    rule("drift-rule", (it) => {
      it.Selector = "";
    }),
    [{ path: "selector", applied: '"web" in value.name', now: "" }],
  ),
  a(
    "acl_binding_rule",
    "bound-to-another-role",
    ruleOf("drift-rule-bound"),
    rule("drift-rule-bound", (it) => {
      it.BindName = "other";
    }),
    [{ path: "bind_name", applied: "drift-base", now: "other" }],
  ),
  a("acl_binding_rule", "removed", ruleOf("drift-rule-gone"), rule("drift-rule-gone", "remove"), "gone"),
];

const entry = (name: string) => ({
  kind: "service-defaults",
  name,
  config_json: JSON.stringify({ Protocol: "http", Meta: { owner: "team-a" } }),
});
const entries: readonly ResourceCase[] = [
  a(
    "config_entry",
    "protocol-changed-and-meta-removed",
    entry("drift-entry"),
    ({ consul }) => consul("PUT", "config", { Kind: "service-defaults", Name: "drift-entry", Protocol: "grpc" }),
    [
      {
        path: "config_json",
        applied: '{"Protocol":"http","Meta":{"owner":"team-a"}}',
        now: '{"Protocol":"grpc"}',
      },
    ],
  ),
  a(
    "config_entry",
    "removed",
    entry("drift-entry-gone"),
    ({ consul }) => consul("DELETE", "config/service-defaults/drift-entry-gone"),
    "gone",
  ),
];

const put =
  (key: string, value: string, flags = 0): Change =>
  ({ consul }) =>
    consul("PUT", `kv/${key}?flags=${flags}`, value);
const drop =
  (key: string, query = ""): Change =>
  ({ consul }) =>
    consul("DELETE", `kv/${key}${query}`);
const keysOf = (prefix: string) => ({
  key: [
    { path: `${prefix}/a`, value: "1", delete: true },
    { path: `${prefix}/b`, value: "2", flags: 7, delete: true },
  ],
});
const keys: readonly ResourceCase[] = [
  a("keys", "value-changed", keysOf("drift-keys/value"), put("drift-keys/value/a", "other"), [
    { path: "key.drift-keys/value/a.value", applied: masked, now: masked },
  ]),
  a("keys", "flags-changed", keysOf("drift-keys/flags"), put("drift-keys/flags/b", "2", 8), [
    { path: "key.drift-keys/flags/b.flags", applied: "7", now: "8" },
  ]),
  a("keys", "one-removed", keysOf("drift-keys/one"), drop("drift-keys/one/a"), [
    { path: "key.drift-keys/one/a.delete", applied: "true" },
    { path: "key.drift-keys/one/a.value", applied: masked },
  ]),
  a("keys", "removed", keysOf("drift-keys/all"), drop("drift-keys/all/", "?recurse=true"), "gone"),
];
const prefixOf = (path_prefix: string) => ({
  path_prefix,
  subkeys: { a: "1", "deep/er": "2" },
  subkey: [{ path: "flagged", value: "3", flags: 5 }],
});
const prefixes: readonly ResourceCase[] = [
  a("key_prefix", "value-changed", prefixOf("drift-prefix/value/"), put("drift-prefix/value/a", "other"), [
    { path: "subkeys.a", applied: masked, now: masked },
  ]),
  a("key_prefix", "key-added", prefixOf("drift-prefix/added/"), put("drift-prefix/added/more", "x"), [
    { path: "subkeys.more", now: masked },
  ]),
  a("key_prefix", "key-removed", prefixOf("drift-prefix/one/"), drop("drift-prefix/one/deep/er"), [
    { path: "subkeys.deep/er", applied: masked },
  ]),
  a("key_prefix", "flags-changed", prefixOf("drift-prefix/flags/"), put("drift-prefix/flags/flagged", "3", 6), [
    { path: "subkey.flagged.flags", applied: "5", now: "6" },
  ]),
  a("key_prefix", "removed", prefixOf("drift-prefix/all/"), drop("drift-prefix/all/", "?recurse=true"), "gone"),
];

/** Consul finds a prepared query by its id only. */
const query =
  (name: string, change: Edit | "remove"): Change =>
  async ({ consul }) => {
    const all = (await consul("GET", "query")) as readonly { ID: string; Name: string }[];
    const found = all.find(({ Name }) => Name === name);
    const at = `query/${found?.ID}`;
    if (change === "remove") {
      return consul("DELETE", at);
    }
    change(found);
    await consul("PUT", at, found);
  };
const queryOf = (name: string) => ({ name, service: "web", tags: ["primary"], only_passing: true });
const queries: readonly ResourceCase[] = [
  a(
    "prepared_query",
    "service-changed",
    queryOf("drift-service"),
    query("drift-service", (it) => {
      it.Service.Service = "other";
    }),
    [{ path: "service", applied: "web", now: "other" }],
  ),
  a(
    "prepared_query",
    "passing-changed",
    queryOf("drift-passing"),
    query("drift-passing", (it) => {
      it.Service.OnlyPassing = false;
    }),
    [{ path: "only_passing", applied: "true", now: "false" }],
  ),
  a("prepared_query", "removed", queryOf("drift-lost"), query("drift-lost", "remove"), "gone"),
];

/** Every resource type of Consul's provider. */
export const consulCases: readonly ResourceCase[] = [
  ...policies,
  ...roles,
  ...tokens,
  ...links,
  ...methods,
  ...bindingRules,
  ...entries,
  ...keys,
  ...prefixes,
  ...queries,
];
