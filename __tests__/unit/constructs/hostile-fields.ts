import { AclAuthMethod } from "@cdktf/provider-consul/lib/acl-auth-method";
import { ConfigEntry } from "@cdktf/provider-consul/lib/config-entry";
import { KeyPrefix } from "@cdktf/provider-consul/lib/key-prefix";
import { Keys } from "@cdktf/provider-consul/lib/keys";
import {
  AclPolicy,
  AclRole,
  AclToken,
  AuthMethod,
  BindingRule,
  CiAccess,
  type ClusterStack,
  ConsulAclPolicy,
  ConsulAclRole,
  CsiVolume,
  ExistingWorkloadIdentity,
  HostVolume,
  Job,
  type JwtLogin,
  Namespace,
  Secret,
  type Task,
  type TaskGroup,
  Variable,
  WorkloadIdentity,
} from "../../../constructs";
import { DnsServer, type DnsServerProps } from "../../../constructs/dns";

/** Puts a text into one field of one construct. */
export type Field = (stack: ClusterStack, text: string) => void;

/** The texts of a job that are in different parts of its JSON. The encoder treats all fields alike. */
const JOB_FIELDS: Record<string, Field> = {
  "job.name": (stack, name) => job(stack, { name }),
  "job.namespace": (stack, namespace) => job(stack, { namespace }),
  "job.region": (stack, region) => job(stack, { region }),
  "job.meta": (stack, text) => job(stack, { meta: { key: text } }),
  "job.meta key": (stack, text) => job(stack, { meta: { [text]: "value" } }),
  "job.constraint": (stack, value) => job(stack, { constraints: [{ attribute: "${attr.x}", value }] }),
  "job.group.name": (stack, name) => group(stack, { name }),
  "job.group.service.name": (stack, name) => group(stack, { services: [{ provider: "nomad", name }] }),
  "job.group.service.tag": (stack, text) =>
    group(stack, { services: [{ provider: "nomad", name: "s", tags: [text] }] }),
  "job.task.name": (stack, name) => task(stack, { name }),
  "job.task.env": (stack, text) => task(stack, { env: { KEY: text } }),
  "job.task.env key": (stack, text) => task(stack, { env: { [text]: "value" } }),
  "job.task.template": (stack, data) => task(stack, { templates: [{ data, destination: "local/x" }] }),
  "job.task.config": (stack, text) => task(stack, { config: { image: "web:1", args: [text] } } as Partial<Task>),
};

const DNS_FIELDS: Record<string, Field> = Object.fromEntries(
  Object.entries<(text: string) => Partial<DnsServerProps>>({
    domain: (domain) => ({ domain }),
    namespaces: (text) => ({ namespaces: ["default", text] }),
    defaultNamespace: (defaultNamespace) => ({ defaultNamespace }),
    namespace: (namespace) => ({ namespace }),
    name: (name) => ({ name }),
    datacenters: (text) => ({ datacenters: [text] }),
    upstreams: (text) => ({ upstreams: [text] }),
    image: (image) => ({ image }),
    policyName: (policyName) => ({ policyName }),
    "virtualIp.address": (address) => ({ virtualIp: { address } }),
    "virtualIp.image": (image) => ({ virtualIp: { address: "10.0.10.2/24", image } }),
    "virtualIp name": (name) => ({ name, virtualIp: { address: "10.0.10.2/24" } }),
  }).map(([field, props]): [string, Field] => [
    `dns.${field}`,
    (stack, text) =>
      void new DnsServer(stack, "dns", { domain: "lab.example.com", namespaces: ["default"], ...props(text) }),
  ]),
);

const JWT: Record<string, (text: string) => Partial<JwtLogin>> = {
  jwksUrl: (jwksUrl) => ({ keys: { jwksUrl } }),
  caCert: (caCert) => ({ keys: { jwksUrl: "https://example.com", caCert } }),
  discoveryUrl: (discoveryUrl) => ({ keys: { discoveryUrl } }),
  caCerts: (text) => ({ keys: { discoveryUrl: "https://example.com", caCerts: [text] } }),
  publicKeys: (text) => ({ keys: { publicKeys: [text] } }),
  issuers: (text) => ({ issuers: [text] }),
  audiences: (text) => ({ audiences: [text] }),
  claimMappings: (text) => ({ claimMappings: { claim: text } }),
  "claimMappings key": (text) => ({ claimMappings: { [text]: "claim" } }),
  listClaimMappings: (text) => ({ listClaimMappings: { claim: text } }),
};

/** Every field of a construct that takes a free text. */
export const FIELDS: Readonly<Record<string, Field>> = {
  ...JOB_FIELDS,
  ...DNS_FIELDS,
  ...Object.fromEntries(
    Object.entries(JWT).map(([field, props]): [string, Field] => [
      `auth method.${field}`,
      (stack, text) => void authMethod(stack, props(text)),
    ]),
  ),
  "auth method.name": (stack, name) => void authMethod(stack, {}, name),
  "auth method.clientId": (stack, clientId) => oidc(stack, { clientId }),
  "auth method.redirectUris": (stack, text) => oidc(stack, { redirectUris: [text] }),
  "auth method.scopes": (stack, text) => oidc(stack, { scopes: [text] }),
  "namespace.name": (stack, name) => void new Namespace(stack, "x", { name }),
  "namespace.description": (stack, description) => void new Namespace(stack, "x", { name: "x", description }),
  "namespace.meta": (stack, text) => void new Namespace(stack, "x", { name: "x", meta: { key: text } }),
  "namespace.meta key": (stack, text) => void new Namespace(stack, "x", { name: "x", meta: { [text]: "value" } }),
  "namespace.drivers": (stack, text) =>
    void new Namespace(stack, "x", { name: "x", capabilities: { enabledTaskDrivers: [text] } }),
  "namespace.pool": (stack, text) =>
    void new Namespace(stack, "x", { name: "x", nodePoolConfig: { default: text, allowed: [text] } }),
  "variable.path": (stack, path) => void new Variable(stack, "x", { path, items: { key: { plain: "1" } } }),
  "variable.namespace": (stack, namespace) =>
    void new Variable(stack, "x", { namespace, path: "app/x", items: { key: { plain: "1" } } }),
  "variable.items": (stack, plain) => void new Variable(stack, "x", { path: "app/x", items: { key: { plain } } }),
  "variable.items key": (stack, text) =>
    void new Variable(stack, "x", { path: "app/x", items: { [text]: { plain: "1" } } }),
  "policy.name": (stack, name) => void new AclPolicy(stack, "x", { name, rules: {} }),
  "policy.description": (stack, description) => void new AclPolicy(stack, "x", { name: "x", description, rules: {} }),
  "policy.namespaces": (stack, text) =>
    void new AclPolicy(stack, "x", { name: "x", rules: { namespaces: { [text]: { policy: "read" } } } }),
  "policy.variables": (stack, text) =>
    void new AclPolicy(stack, "x", {
      name: "x",
      rules: { namespaces: { default: { variables: { [text]: ["read"] } } } },
    }),
  "policy.nodePools": (stack, text) =>
    void new AclPolicy(stack, "x", { name: "x", rules: { nodePools: { [text]: { policy: "read" } } } }),
  "policy.hostVolumes": (stack, text) =>
    void new AclPolicy(stack, "x", { name: "x", rules: { hostVolumes: { [text]: { policy: "read" } } } }),
  "policy.jobAcl.namespace": (stack, namespace) =>
    void new AclPolicy(stack, "x", { name: "x", rules: {}, jobAcl: { namespace, job: "j" } }),
  "policy.jobAcl": (stack, text) =>
    void new AclPolicy(stack, "x", { name: "x", rules: {}, jobAcl: { job: text, group: text, task: text } }),
  "role.name": (stack, name) => void new AclRole(stack, "x", { name, policies: ["p"] }),
  "role.description": (stack, description) => void new AclRole(stack, "x", { name: "x", description, policies: ["p"] }),
  "role.policies": (stack, text) => void new AclRole(stack, "x", { name: "x", policies: [text] }),
  "token.name": (stack, name) => void new AclToken(stack, "x", { name, policies: ["p"] }),
  "token.policies": (stack, text) => void new AclToken(stack, "x", { name: "x", policies: [text] }),
  "binding rule.description": (stack, description) =>
    void new BindingRule(stack, "x", {
      authMethod: authMethod(stack, {}),
      description,
      bind: { role: AclRole.fromName("r") },
    }),
  "binding rule.role": (stack, text) =>
    void new BindingRule(stack, "x", { authMethod: authMethod(stack, {}), bind: { role: AclRole.fromName(text) } }),
  "host volume.name": (stack, name) => hostVolume(stack, { name }),
  "host volume.pluginId": (stack, pluginId) => hostVolume(stack, { pluginId }),
  "host volume.nodeId": (stack, nodeId) => hostVolume(stack, { nodeId }),
  "host volume.nodePool": (stack, nodePool) => hostVolume(stack, { nodePool }),
  "host volume.parameters": (stack, text) => hostVolume(stack, { parameters: { key: text } }),
  "host volume.parameters key": (stack, text) => hostVolume(stack, { parameters: { [text]: "value" } }),
  "host volume.constraints": (stack, text) => hostVolume(stack, { constraints: [{ attribute: text, value: text }] }),
  "csi volume.id": (stack, id) => csiVolume(stack, { id }),
  "csi volume.name": (stack, name) => csiVolume(stack, { name }),
  "csi volume.pluginId": (stack, pluginId) => csiVolume(stack, { pluginId }),
  "csi volume.parameters": (stack, text) => csiVolume(stack, { parameters: { key: text } }),
  "csi volume.snapshotId": (stack, snapshotId) => csiVolume(stack, { snapshotId }),
  "csi volume.cloneId": (stack, cloneId) => csiVolume(stack, { cloneId }),
  "csi volume.mountOptions": (stack, text) => csiVolume(stack, { mountOptions: { fsType: text, mountFlags: [text] } }),
  "csi volume.segments": (stack, text) =>
    csiVolume(stack, { topologyRequest: { required: [{ segments: { [text]: text } }] } }),
  "consul policy.name": (stack, name) => void new ConsulAclPolicy(stack, "x", { name, rules: {} }),
  "consul policy.description": (stack, description) =>
    void new ConsulAclPolicy(stack, "x", { name: "x", description, rules: {} }),
  "consul policy.services": (stack, text) =>
    void new ConsulAclPolicy(stack, "x", { name: "x", rules: { services: { [text]: "read" } } }),
  "consul policy.keyPrefixes": (stack, text) =>
    void new ConsulAclPolicy(stack, "x", { name: "x", rules: { keyPrefixes: { [text]: "write" } } }),
  "consul role.description": (stack, description) =>
    void new ConsulAclRole(stack, "x", { name: "x", description, policies: [] }),
  "task role.namespace": (stack, text) => void new ExistingWorkloadIdentity(stack, "x").addTaskRole(text),
  "task role.services": (stack, text) =>
    void new ExistingWorkloadIdentity(stack, "x").addTaskRole("team", { services: [text], keyPrefixes: [text] }),
  "workload identity.name": (stack, name) => identity(stack, { name }),
  "workload identity.jwksUrl": (stack, text) => identity(stack, { jwksUrl: `http://example.com/${text}` }),
  "workload identity.jwksCaCert": (stack, jwksCaCert) => identity(stack, { jwksCaCert }),
  "workload identity.audiences": (stack, text) => identity(stack, { audiences: [text] }),
  "workload identity.claimMappings": (stack, text) => identity(stack, { claimMappings: { [text]: "claim" } }),
  "ci access.namespaces": (stack, text) => void new CiAccess(stack, "x", { namespaces: [text] }),
  "ci access.stateKeyPrefix": (stack, stateKeyPrefix) =>
    void new CiAccess(stack, "x", { namespaces: ["default"], stateKeyPrefix }),
};

/** Fields whose text is an expression itself: a selector, and plain Terraform classes, in which `${...}` is Terraform's syntax. */
export const RUNTIME_FIELDS: Readonly<Record<string, Field>> = {
  "binding rule.selector": (stack, text) =>
    void new BindingRule(stack, "x", {
      authMethod: authMethod(stack, { claimMappings: { team: "team" } }),
      selector: `value.team == "${text}"`,
      bind: { role: AclRole.fromName("r") },
    }),
  "configuration entry": (stack, text) =>
    void new ConfigEntry(stack, "x", {
      kind: "service-intentions",
      name: "web",
      configJson: JSON.stringify({ Sources: [{ Name: text, Action: "deny" }] }),
    }),
  "configuration of an auth method of Consul": (stack, text) =>
    void new AclAuthMethod(stack, "x", {
      name: "x",
      type: "jwt",
      configJson: JSON.stringify({ BoundAudiences: [text] }),
    }),
};

/** Keys and values in the store of Consul, which have plain Terraform classes only. */
export const KEY_FIELDS: Readonly<Record<string, Field>> = {
  "keys.path": (stack, path) => void new Keys(stack, "x", { key: [{ path, value: "1" }] }),
  "keys.value": (stack, value) => void new Keys(stack, "x", { key: [{ path: "app/x", value }] }),
  "keys.default": (stack, text) =>
    void new Keys(stack, "x", { key: [{ path: "app/x", name: "x", default: text, delete: true }] }),
  "key prefix.pathPrefix": (stack, pathPrefix) => void new KeyPrefix(stack, "x", { pathPrefix, subkeys: { key: "1" } }),
  "key prefix.subkeys": (stack, text) =>
    void new KeyPrefix(stack, "x", { pathPrefix: "app/", subkeys: { key: text, other: `before ${text} after` } }),
  "key prefix.subkeys key": (stack, text) =>
    void new KeyPrefix(stack, "x", { pathPrefix: "app/", subkeys: { [text]: "1", [`before/${text}`]: "2" } }),
  "key prefix.subkey.path": (stack, path) =>
    void new KeyPrefix(stack, "x", { pathPrefix: "app/", subkeys: {}, subkey: [{ path, value: "1" }] }),
  "key prefix.subkey.value": (stack, value) =>
    void new KeyPrefix(stack, "x", { pathPrefix: "app/", subkeys: {}, subkey: [{ path: "x", value }] }),
};

function job(stack: ClusterStack, props: object): void {
  const web = { name: "t", driver: "docker", config: { image: "web:1" }, resources: { cpu: 50, memory: 32 } } as const;
  new Job(stack, "job", { name: "j", groups: [{ name: "g", tasks: [web] }], ...props });
}

function group(stack: ClusterStack, props: Partial<TaskGroup>): void {
  const web = { name: "t", driver: "docker", config: { image: "web:1" }, resources: { cpu: 50, memory: 32 } } as const;
  job(stack, { groups: [{ name: "g", tasks: [web], ...props }] });
}

function task(stack: ClusterStack, props: Partial<Task>): void {
  const web = { name: "t", driver: "docker", config: { image: "web:1" }, resources: { cpu: 50, memory: 32 } } as const;
  group(stack, { tasks: [{ ...web, ...props } as Task] });
}

function authMethod(stack: ClusterStack, login: Partial<JwtLogin>, name = "ci"): AuthMethod {
  const keys = { jwksUrl: "https://example.com" };
  return new AuthMethod(stack, "method", { name, maxTokenTtl: "15m", login: { type: "JWT", keys, ...login } });
}

function oidc(stack: ClusterStack, login: object): void {
  new AuthMethod(stack, "method", {
    name: "people",
    maxTokenTtl: "15m",
    login: {
      type: "OIDC",
      discoveryUrl: "https://example.com",
      clientId: "nomad",
      clientSecret: Secret.fromEnvironment("client_secret"),
      redirectUris: ["http://localhost:4649/oidc/callback"],
      ...login,
    },
  });
}

function hostVolume(stack: ClusterStack, props: object): void {
  new HostVolume(stack, "volume", {
    name: "data",
    pluginId: "other",
    capabilities: [{ accessMode: "single-node-writer", attachmentMode: "file-system" }],
    ...props,
  });
}

function csiVolume(stack: ClusterStack, props: object): void {
  new CsiVolume(stack, "volume", {
    id: "data",
    pluginId: "hostpath",
    capabilities: [{ accessMode: "single-node-writer", attachmentMode: "file-system" }],
    ...props,
  });
}

function identity(stack: ClusterStack, props: object): void {
  new WorkloadIdentity(stack, "identity", { jwksUrl: "http://127.0.0.1:4646/.well-known/jwks.json", ...props });
}
