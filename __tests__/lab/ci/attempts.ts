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
  (allowed: Attempt["allowed"], name: string, method: string, path: string, body?: unknown): Attempt => ({
    system,
    allowed,
    name,
    method,
    path,
    ...(body !== undefined && { body }),
  });
const nomad = attempt("nomad");
const consul = attempt("consul");
const ns = `namespace=${namespace}`;

/** Every attempt, in an order in which none takes away what a later one needs. */
export const attempts: readonly Attempt[] = [
  nomad(both, "list jobs", "GET", `jobs?${ns}`),
  nomad(both, "read a job", "GET", `job/standing?${ns}`),
  nomad(both, "ask the scheduler", "POST", `job/standing/plan?${ns}`, {
    Job: wireJob("standing", namespace),
    Diff: true,
  }),
  nomad(nobody, "ask the scheduler in another namespace", "POST", "job/x/plan", { Job: wireJob("x", "default") }),
  nomad(["apply"], "register a job", "POST", `jobs?${ns}`, { Job: wireJob("fresh", namespace) }),
  nomad(["apply"], "stop a job", "DELETE", `job/fresh?${ns}`),
  nomad(["apply"], "purge a job", "DELETE", `job/fresh?${ns}&purge=true`),
  nomad(nobody, "register a job in another namespace", "POST", "jobs", { Job: wireJob("fresh", "default") }),
  nomad(nobody, "scale a job", "POST", `job/standing/scale?${ns}`, { Count: 2, Target: { Group: "g" } }),
  nomad(nobody, "dispatch a job", "POST", `job/dispatched/dispatch?${ns}`, {}),
  nomad(nobody, "evaluate a job", "POST", `job/standing/evaluate?${ns}`, { JobID: "standing" }),
  nomad(nobody, "revert a job", "POST", `job/standing/revert?${ns}`, { JobID: "standing", JobVersion: 0 }),
  nomad(nobody, "force a periodic job", "POST", `job/periodic/periodic/force?${ns}`),
  nomad(nobody, "read a variable", "GET", `var/app/db?${ns}`),
  nomad(nobody, "write a variable", "PUT", `var/app/db?${ns}`, {
    Namespace: namespace,
    Path: "app/db",
    Items: { a: "b" },
  }),
  nomad(nobody, "delete a variable", "DELETE", `var/app/db?${ns}`),
  nomad(nobody, "make a namespace", "POST", "namespace/made", { Name: "made" }),
  nomad(nobody, "delete a namespace", "DELETE", `namespace/${namespace}`),
  nomad(nobody, "write a policy", "POST", "acl/policy/made", { Name: "made", Rules: 'agent { policy = "read" }' }),
  nomad(nobody, "delete a policy", "DELETE", "acl/policy/ci-plan-granted"),
  nomad(nobody, "make a role", "PUT", "acl/role", { Name: "made", Policies: [{ Name: "ci-apply-granted" }] }),
  nomad(nobody, "make a token", "POST", "acl/token", { Name: "made", Type: "management" }),
  nomad(nobody, "list tokens", "GET", "acl/tokens"),
  nomad(nobody, "make an auth method", "PUT", "acl/auth-method", { Name: "made", Type: "JWT" }),
  nomad(nobody, "see the nodes", "GET", "nodes"),
  nomad(nobody, "collect garbage", "PUT", "system/gc"),
  nomad(nobody, "change the scheduler", "PUT", "operator/scheduler/configuration", { SchedulerAlgorithm: "spread" }),
  nomad(nobody, "take a snapshot", "GET", "operator/snapshot"),
  consul(both, "read a state", "GET", `kv/${stateKeyPrefix}/apps`),
  consul(["apply"], "write a state", "PUT", `kv/${stateKeyPrefix}/apps`, { serial: 1 }),
  consul(["apply"], "make a session for the lock", "PUT", "session/create", { Name: "lock" }),
  consul(["apply"], "delete a state", "DELETE", `kv/${stateKeyPrefix}/gone`),
  consul(nobody, "read another key", "GET", "kv/ci-test/other"),
  consul(nobody, "write another key", "PUT", "kv/ci-test/other", { a: 1 }),
  consul(nobody, "register a service", "PUT", "agent/service/register", { Name: "made" }),
  consul(nobody, "write a policy of Consul's", "PUT", "acl/policy", { Name: "made", Rules: "" }),
  consul(nobody, "make a token of Consul's", "PUT", "acl/token", { Description: "made" }),
  consul(nobody, "list the tokens of Consul", "GET", "acl/tokens"),
];
