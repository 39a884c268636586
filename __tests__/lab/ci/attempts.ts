import { namespace, stateKeyPrefix } from "./names";

/** Something that a token may or may not do. */
export interface Attempt {
  readonly name: string;
  readonly system: "nomad" | "consul";
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  /** Who may. */
  readonly allowed: readonly ("plan" | "apply")[];
  /** What an answer has in it where it may be seen: lists leave out what may not. @default - any answer will do */
  readonly shows?: string;
}

/** What stands on the cluster while tokens are tried, by its ids. */
export interface Standing {
  readonly allocation: string;
  readonly deployment: string;
  readonly evaluation: string;
  readonly node: string;
  readonly role: string;
  /** A session of Consul's. */
  readonly session: string;
}

/** A job that places nothing, in the JSON of Nomad's API. */
export function wireJob(id: string, inNamespace: string, more: object = {}): object {
  return {
    ID: id,
    Name: id,
    Namespace: inNamespace,
    Datacenters: ["nowhere"],
    Type: "service",
    TaskGroups: [
      { Name: "g", Count: 1, Tasks: [{ Name: "t", Driver: "docker", Config: { image: "example.com/x:1" } }] },
    ],
    ...more,
  };
}

const both = ["plan", "apply"] as const;
const nobody = [] as const;
const attempt =
  (system: Attempt["system"]) =>
  (
    allowed: Attempt["allowed"],
    name: string,
    method: string,
    path: string,
    body?: unknown,
    shows?: string,
  ): Attempt => ({
    system,
    allowed,
    name,
    method,
    path,
    ...(body !== undefined && { body }),
    ...(shows !== undefined && { shows }),
  });
const nomad = attempt("nomad");
const consul = attempt("consul");
const ns = `namespace=${namespace}`;

const inDefault = (id: string) => ({ Job: wireJob(id, "default") });
/** A job with a change of its only group or task. */
const changed = (id: string, { group = {}, task = {} }: { group?: object; task?: object }) => ({
  Job: wireJob(id, namespace, {
    TaskGroups: [
      {
        Name: "g",
        Count: 1,
        Tasks: [{ Name: "t", Driver: "docker", Config: { image: "example.com/x:1" }, ...task }],
        ...group,
      },
    ],
  }),
});
const policy = (name: string) => ({ Name: name, Rules: 'namespace "*" { policy = "write" }' });
const session = (id: string) => `session/destroy/${id}`;

/** Every attempt, in an order in which none takes away what a later one needs. */
export const attemptsOn = (on: Standing): readonly Attempt[] => [
  // Jobs.
  nomad(both, "list jobs", "GET", `jobs?${ns}`, undefined, "standing"),
  nomad(nobody, "list jobs of other namespaces", "GET", "jobs?namespace=*", undefined, "elsewhere"),
  nomad(both, "read a job", "GET", `job/standing?${ns}`),
  nomad(both, "read what became of a job", "GET", `job/standing/allocations?${ns}`),
  nomad(both, "read the deployments of a job", "GET", `job/standing/deployments?${ns}`),
  nomad(both, "read an evaluation", "GET", `evaluation/${on.evaluation}?${ns}`),
  nomad(nobody, "read a job in another namespace", "GET", "job/elsewhere"),
  nomad(both, "ask the scheduler", "POST", `job/standing/plan?${ns}`, {
    Job: wireJob("standing", namespace),
    Diff: true,
  }),
  nomad(nobody, "ask the scheduler in another namespace", "POST", "job/x/plan", inDefault("x")),
  nomad(nobody, "have a job file parsed", "POST", "jobs/parse", { JobHCL: 'job "x" {}' }),
  nomad(["apply"], "register a job", "POST", `jobs?${ns}`, { Job: wireJob("fresh", namespace) }),
  nomad(["apply"], "stop a job", "DELETE", `job/fresh?${ns}`),
  nomad(["apply"], "purge a job", "DELETE", `job/fresh?${ns}&purge=true`),
  nomad(nobody, "register a job in another namespace", "POST", "jobs", inDefault("fresh")),
  nomad(nobody, "stop a job in another namespace", "DELETE", "job/elsewhere"),
  nomad(nobody, "register a job that mounts a host volume", "POST", `jobs?${ns}`, {
    ...changed("mounts", { group: { Volumes: { v: { Name: "v", Type: "host", Source: "any" } } } }),
  }),
  nomad(nobody, "register a job that mounts a CSI volume", "POST", `jobs?${ns}`, {
    ...changed("mounts", {
      group: {
        Volumes: {
          v: { Name: "v", Type: "csi", Source: "any", AccessMode: "single-node-writer", AttachmentMode: "file-system" },
        },
      },
    }),
  }),
  nomad(nobody, "register a CSI plugin", "POST", `jobs?${ns}`, {
    ...changed("plugin", { task: { CSIPluginConfig: { ID: "p", Type: "node", MountDir: "/csi" } } }),
  }),
  nomad(nobody, "override a policy of Sentinel", "POST", `jobs?${ns}`, {
    Job: wireJob("overriding", namespace),
    PolicyOverride: true,
  }),
  nomad(nobody, "scale a job", "POST", `job/standing/scale?${ns}`, { Count: 2, Target: { Group: "g" } }),
  nomad(nobody, "dispatch a job", "POST", `job/dispatched/dispatch?${ns}`, {}),
  nomad(nobody, "evaluate a job", "POST", `job/standing/evaluate?${ns}`, { JobID: "standing" }),
  nomad(nobody, "revert a job", "POST", `job/standing/revert?${ns}`, { JobID: "standing", JobVersion: 0 }),
  nomad(nobody, "call a version stable", "POST", `job/standing/stable?${ns}`, {
    JobID: "standing",
    JobVersion: 0,
    Stable: true,
  }),
  nomad(nobody, "tag a version", "POST", `job/standing/versions/made/tag?${ns}`, { Version: 0 }),
  nomad(nobody, "force a periodic job", "POST", `job/periodic/periodic/force?${ns}`),
  // What runs.
  nomad(both, "read an allocation", "GET", `allocation/${on.allocation}?${ns}`),
  nomad(nobody, "list a task's files", "GET", `client/fs/ls/${on.allocation}?path=/&${ns}`),
  nomad(nobody, "read a task's file", "GET", `client/fs/cat/${on.allocation}?path=alloc/logs&${ns}`),
  nomad(nobody, "read a task's secrets", "GET", `client/fs/cat/${on.allocation}?path=running/secrets/app.env&${ns}`),
  nomad(
    nobody,
    "read a task's log",
    "GET",
    `client/fs/logs/${on.allocation}?task=running&type=stdout&plain=true&${ns}`,
  ),
  nomad(nobody, "restart a task", "PUT", `client/allocation/${on.allocation}/restart?${ns}`, {}),
  nomad(nobody, "signal a task", "PUT", `client/allocation/${on.allocation}/signal?${ns}`, { Signal: "SIGUSR1" }),
  nomad(nobody, "pause a task", "POST", `client/allocation/${on.allocation}/pause?${ns}`, { ScheduleState: "pause" }),
  nomad(nobody, "stop an allocation", "PUT", `allocation/${on.allocation}/stop?${ns}`),
  nomad(nobody, "collect an allocation", "GET", `client/allocation/${on.allocation}/gc?${ns}`),
  nomad(nobody, "promote a deployment", "PUT", `deployment/promote/${on.deployment}?${ns}`, {
    DeploymentID: on.deployment,
    All: true,
  }),
  nomad(nobody, "fail a deployment", "PUT", `deployment/fail/${on.deployment}?${ns}`, {}),
  nomad(nobody, "pause a deployment", "PUT", `deployment/pause/${on.deployment}?${ns}`, {
    DeploymentID: on.deployment,
    Pause: true,
  }),
  nomad(nobody, "unblock a deployment", "PUT", `deployment/unblock/${on.deployment}?${ns}`, {
    DeploymentID: on.deployment,
  }),
  nomad(nobody, "call an allocation healthy", "PUT", `deployment/allocation-health/${on.deployment}?${ns}`, {
    DeploymentID: on.deployment,
    HealthyAllocationIDs: [on.allocation],
  }),
  nomad(nobody, "delete an evaluation", "DELETE", "evaluations", { EvalIDs: [on.evaluation] }),
  nomad(nobody, "take a service out of the catalog", "DELETE", `service/any/any?${ns}`),
  // Variables.
  nomad(nobody, "list variables", "GET", `vars?${ns}`, undefined, "app/db"),
  nomad(nobody, "read a variable", "GET", `var/app/db?${ns}`),
  nomad(nobody, "write a variable", "PUT", `var/app/db?${ns}`, {
    Namespace: namespace,
    Path: "app/db",
    Items: { a: "b" },
  }),
  nomad(nobody, "write the variables of a job", "PUT", `var/nomad/jobs/standing?${ns}`, {
    Namespace: namespace,
    Path: "nomad/jobs/standing",
    Items: { a: "b" },
  }),
  nomad(nobody, "lock a variable", "PUT", `var/app/db?lock-operation=acquire&${ns}`, {
    Namespace: namespace,
    Path: "app/db",
    Items: { a: "b" },
    Lock: { TTL: "15s" },
  }),
  nomad(nobody, "delete a variable", "DELETE", `var/app/db?${ns}`),
  // Volumes.
  nomad(nobody, "make a host volume", "PUT", `volume/host/create?${ns}`, {
    Volume: { Namespace: namespace, Name: "made", PluginID: "mkdir" },
  }),
  nomad(nobody, "register a CSI volume", "PUT", `volume/csi/made?${ns}`, {
    Volumes: [{ ID: "made", Name: "made", Namespace: namespace, PluginID: "p" }],
  }),
  nomad(nobody, "list CSI plugins", "GET", "plugins?type=csi"),
  // Namespaces, rights and who has them.
  nomad(both, "know its own namespace", "GET", "namespaces", undefined, `"${namespace}"`),
  nomad(nobody, "know other namespaces", "GET", "namespaces", undefined, '"default"'),
  nomad(nobody, "make a namespace", "POST", "namespace/made", { Name: "made" }),
  nomad(nobody, "delete a namespace", "DELETE", `namespace/${namespace}`),
  nomad(both, "know who it is", "GET", "acl/token/self"),
  nomad(nobody, "know other policies", "GET", "acl/policies", undefined, "somebody-elses"),
  nomad(nobody, "read another policy", "GET", "acl/policy/somebody-elses"),
  nomad(nobody, "write a policy", "POST", "acl/policy/made", policy("made")),
  nomad(nobody, "widen its own policy", "POST", "acl/policy/ci-plan-granted", policy("ci-plan-granted")),
  nomad(nobody, "widen the other's policy", "POST", "acl/policy/ci-apply-granted", policy("ci-apply-granted")),
  nomad(nobody, "delete a policy", "DELETE", "acl/policy/ci-plan-granted"),
  nomad(nobody, "make a role", "PUT", "acl/role", { Name: "made", Policies: [{ Name: "ci-apply-granted" }] }),
  nomad(nobody, "change a role", "PUT", `acl/role/${on.role}`, {
    ID: on.role,
    Name: "ci-plan",
    Policies: [{ Name: "ci-apply-granted" }],
  }),
  nomad(nobody, "make a token", "POST", "acl/token", { Name: "made", Type: "management" }),
  nomad(nobody, "list tokens", "GET", "acl/tokens"),
  nomad(nobody, "make an auth method", "PUT", "acl/auth-method", { Name: "made", Type: "JWT" }),
  nomad(nobody, "make a binding rule", "PUT", "acl/binding-rule", { AuthMethod: "any", BindType: "management" }),
  // Nodes and servers.
  nomad(nobody, "see the nodes", "GET", "nodes"),
  nomad(nobody, "see a node", "GET", `node/${on.node}`),
  nomad(nobody, "drain a node", "POST", `node/${on.node}/drain`, { DrainSpec: { Deadline: 1 } }),
  nomad(nobody, "take a node out", "POST", `node/${on.node}/eligibility`, { Eligibility: "ineligible" }),
  nomad(nobody, "purge a node", "POST", `node/${on.node}/purge`),
  nomad(nobody, "change a node's meta", "POST", `client/metadata?node_id=${on.node}`, { Meta: { a: "b" } }),
  nomad(nobody, "make a node pool", "POST", "node/pools", { Name: "made" }),
  nomad(nobody, "see the agent", "GET", "agent/self"),
  nomad(nobody, "see the servers", "GET", "agent/members"),
  nomad(nobody, "read the agent's log", "GET", "agent/monitor?plain=true"),
  nomad(nobody, "look into the agent", "GET", "agent/pprof/goroutine"),
  // Nomad asks for no right here, not even for a token.
  nomad(both, "make an agent join another", "PUT", "agent/join?address=127.0.0.1:1"),
  nomad(nobody, "make a server leave", "PUT", "agent/force-leave?node=any"),
  nomad(nobody, "collect garbage", "PUT", "system/gc"),
  nomad(nobody, "reconcile summaries", "PUT", "system/reconcile/summaries"),
  nomad(nobody, "read the scheduler's settings", "GET", "operator/scheduler/configuration"),
  nomad(nobody, "change the scheduler", "PUT", "operator/scheduler/configuration", { SchedulerAlgorithm: "spread" }),
  nomad(nobody, "read who the servers are", "GET", "operator/raft/configuration"),
  nomad(nobody, "change the autopilot", "PUT", "operator/autopilot/configuration", { CleanupDeadServers: true }),
  nomad(nobody, "list the keys of variables", "GET", "operator/keyring/keys"),
  nomad(nobody, "rotate the keys of variables", "PUT", "operator/keyring/rotate"),
  nomad(nobody, "take a snapshot", "GET", "operator/snapshot"),
  // Consul: states, and nothing else.
  consul(both, "read a state", "GET", `kv/${stateKeyPrefix}/apps`),
  consul(["apply"], "write a state", "PUT", `kv/${stateKeyPrefix}/apps`, { serial: 1 }),
  consul(["apply"], "make a session for the lock", "PUT", "session/create", { Name: "lock" }),
  consul(["apply"], "end a session", "PUT", session(on.session)),
  consul(["apply"], "delete a state", "DELETE", `kv/${stateKeyPrefix}/gone`),
  consul(["apply"], "write a state among others", "PUT", "txn", [
    { KV: { Verb: "set", Key: `${stateKeyPrefix}/txn`, Value: "" } },
  ]),
  consul(nobody, "read another key", "GET", "kv/ci-test/other"),
  consul(nobody, "know other keys", "GET", "kv/?keys", undefined, "ci-test/other"),
  consul(nobody, "write another key", "PUT", "kv/ci-test/other", { a: 1 }),
  consul(nobody, "delete another key", "DELETE", "kv/ci-test/other"),
  consul(nobody, "delete all keys", "DELETE", "kv/ci-test/?recurse=true"),
  consul(nobody, "write another key among others", "PUT", "txn", [
    { KV: { Verb: "set", Key: "ci-test/other", Value: "" } },
  ]),
  consul(nobody, "see the nodes of Consul", "GET", "catalog/nodes", undefined, '"Node"'),
  consul(nobody, "see the services of Consul", "GET", "catalog/services", undefined, '"consul"'),
  consul(nobody, "register in the catalog", "PUT", "catalog/register", { Node: "made", Address: "127.0.0.1" }),
  consul(nobody, "deregister from the catalog", "PUT", "catalog/deregister", { Node: "made" }),
  consul(nobody, "register a service", "PUT", "agent/service/register", { Name: "made" }),
  consul(nobody, "register a check", "PUT", "agent/check/register", { Name: "made", TTL: "1h" }),
  consul(nobody, "see the agent of Consul", "GET", "agent/self"),
  consul(nobody, "put an agent out of service", "PUT", "agent/maintenance?enable=true"),
  consul(nobody, "reload an agent", "PUT", "agent/reload"),
  consul(nobody, "make an agent leave", "PUT", "agent/leave"),
  consul(nobody, "make another agent leave", "PUT", "agent/force-leave/any"),
  consul(nobody, "change an agent's token", "PUT", "agent/token/default", { Token: "any" }),
  consul(nobody, "write an intention", "PUT", "connect/intentions/exact?source=a&destination=b", { Action: "allow" }),
  consul(nobody, "write the defaults of a service", "PUT", "config", { Kind: "service-defaults", Name: "web" }),
  consul(nobody, "write the defaults of proxies", "PUT", "config", { Kind: "proxy-defaults", Name: "global" }),
  consul(nobody, "read the authority's settings", "GET", "connect/ca/configuration"),
  consul(nobody, "change the authority", "PUT", "connect/ca/configuration", { Provider: "consul", Config: {} }),
  consul(nobody, "have a certificate signed for a service", "GET", "agent/connect/ca/leaf/web"),
  consul(nobody, "fire an event", "PUT", "event/fire/made", {}),
  consul(nobody, "make a prepared query", "POST", "query", { Name: "made", Service: { Service: "web" } }),
  consul(nobody, "take a snapshot of Consul", "GET", "snapshot"),
  consul(nobody, "read the keys of gossip", "GET", "operator/keyring"),
  consul(nobody, "read who the servers of Consul are", "GET", "operator/raft/configuration"),
  consul(nobody, "make a peering", "POST", "peering/token", { PeerName: "made" }),
  consul(both, "know who it is in Consul", "GET", "acl/token/self"),
  consul(nobody, "write a policy of Consul's", "PUT", "acl/policy", { Name: "made", Rules: "" }),
  consul(nobody, "read the policies of Consul", "GET", "acl/policies"),
  consul(nobody, "make a role of Consul's", "PUT", "acl/role", { Name: "made" }),
  consul(nobody, "make a token of Consul's", "PUT", "acl/token", { Description: "made" }),
  consul(nobody, "list the tokens of Consul", "GET", "acl/tokens"),
  consul(nobody, "make an auth method of Consul's", "PUT", "acl/auth-method", { Name: "made", Type: "jwt" }),
];
