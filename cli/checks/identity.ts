import { servicesInConsul, tasksInConsul } from "./consul-beside";
import { type Finding, problem, warning } from "./finding";
import { jobName, type StackContents } from "./stack-contents";

/** How workloads log in to Consul, as the two of them are set up. */
export interface Login {
  /** What the Nomad server that answers says of its `consul` block. @default - the token may not read it */
  readonly server?: ConsulBlock;
  /** Consul's auth method of that name. @default - there is none */
  readonly method?: AuthMethod;
  readonly rules: readonly BindingRule[];
  /** Names of Consul's roles. */
  readonly roles: readonly string[];
  /** What Consul said to an identity that nobody signed: it looks for the key first. @default - not tried */
  readonly trial?: string;
}

/** A `consul` block of an agent, as its API returns it. */
export interface ConsulBlock {
  readonly ServiceIdentity: { readonly Audience: readonly string[] | null } | null;
  readonly TaskIdentity: { readonly Audience: readonly string[] | null } | null;
  readonly ServiceIdentityAuthMethod: string;
  readonly TaskIdentityAuthMethod: string;
}

/** An auth method of Consul. */
export interface AuthMethod {
  readonly Name: string;
  readonly Type: string;
  readonly Config: { readonly BoundAudiences?: readonly string[] | null; readonly JWKSURL?: string };
}

/** A binding rule of Consul. */
export interface BindingRule {
  readonly BindType: string;
  readonly BindName: string;
}

/** The auth method that agents use by default. */
export const DEFAULT_METHOD = "nomad-workloads";

/** Who of the stacks' jobs logs in to Consul. */
export interface Users {
  /** Jobs with services in Consul. */
  readonly services: readonly string[];
  /** Jobs with tasks that read there, by namespace. */
  readonly tasks: ReadonlyMap<string, readonly string[]>;
}

/** Reads it from the jobs. */
export function usersOf({ jobs }: StackContents): Users {
  const tasks = new Map<string, string[]>();
  for (const job of jobs.filter(({ groups }) => groups.some((group) => tasksInConsul(group).length > 0))) {
    const { namespace = "default" } = job;
    tasks.set(namespace, [...(tasks.get(namespace) ?? []), jobName(job)]);
  }
  return { services: jobs.filter(({ groups }) => groups.some(servicesInConsul)).map(jobName), tasks };
}

/**
 * What keeps workloads from logging in to Consul with the identity that Nomad gives them.
 *
 * @see https://developer.hashicorp.com/nomad/docs/secure/acl/consul
 */
export function identityFindings(users: Users, contents: StackContents, login: Login): Finding[] {
  const tasks = [...users.tasks.values()].flat();
  const all = [...new Set([...users.services, ...tasks])];
  if (all.length === 0) {
    return [];
  }
  const { server } = login;
  return [
    ...(server?.TaskIdentity === null && tasks.length > 0
      ? [
          problem(
            "consul-login-fails",
            `nomad: its servers give tasks no identity for consul, which ${few(tasks)} ${verb(tasks)}; add task_identity { aud = ["consul.io"] } to the consul block of each server`,
          ),
        ]
      : []),
    ...(server?.ServiceIdentity === null && users.services.length > 0
      ? [
          warning(
            "consul-login-fails",
            `nomad: its servers give services no identity for consul, so that the clients' own token has to register those of ${few(users.services)}; add service_identity { aud = ["consul.io"] } to the consul block of each server`,
          ),
        ]
      : []),
    ...methodFindings(users, all, contents, login),
  ];
}

function methodFindings(users: Users, all: readonly string[], contents: StackContents, login: Login): Finding[] {
  const { server, method, trial } = login;
  const name = method?.Name ?? server?.TaskIdentityAuthMethod ?? DEFAULT_METHOD;
  if (contents.authMethods.has(name)) {
    return []; // what a stack makes is right after its apply, or the plan says why not
  }
  if (!method) {
    return [
      problem(
        "consul-login-fails",
        `consul: it has no auth method "${name}", with which ${few(all)} would log in; make it with: nomad setup consul, or with WorkloadIdentity in a stack`,
      ),
    ];
  }
  if (method.Type !== "jwt") {
    return [
      problem(
        "consul-login-fails",
        `consul: its auth method "${name}" is of type ${method.Type}, and nomad's identities are of type jwt; name another in the consul block of the agents`,
      ),
    ];
  }
  const keys = /fetching keys .*$/s.exec(trial ?? "")?.[0];
  return [
    ...(keys === undefined
      ? []
      : [
          problem(
            "consul-login-fails",
            `consul: it cannot get nomad's public keys from ${method.Config.JWKSURL}: ${keys.replace(/^fetching keys (oidc: )?/, "")}; correct JWKSURL of the auth method "${name}", or let the servers of consul through to it`,
          ),
        ]),
    ...audienceFindings(method, server),
    ...bindingFindings(users, contents, login, name),
  ];
}

function audienceFindings({ Name, Config }: AuthMethod, server: ConsulBlock | undefined): Finding[] {
  const bound = Config.BoundAudiences ?? [];
  const given = [...new Set([...(server?.ServiceIdentity?.Audience ?? []), ...(server?.TaskIdentity?.Audience ?? [])])];
  return given.length === 0 || bound.length === 0 || given.some((audience) => bound.includes(audience))
    ? []
    : [
        problem(
          "consul-login-fails",
          `consul: its auth method "${Name}" takes identities for ${bound.join(", ")}, and nomad makes them for ${given.join(", ")}; make BoundAudiences and aud the same`,
        ),
      ];
}

function bindingFindings(users: Users, contents: StackContents, { rules, roles }: Login, method: string): Finding[] {
  const service = rules.some(({ BindType }) => BindType === "service" || BindType === "templated-policy");
  const ofTasks = rules.filter(({ BindType }) => BindType === "role").map(({ BindName }) => BindName);
  const namespaces = [...users.tasks];
  return [
    ...(users.services.length === 0 || service
      ? []
      : [
          problem(
            "consul-login-fails",
            `consul: no binding rule of "${method}" lets services register, as those of ${few(users.services)}; make both rules with: nomad setup consul`,
          ),
        ]),
    ...(namespaces.length === 0 || rules.some(({ BindType }) => BindType !== "service")
      ? []
      : [
          problem(
            "consul-login-fails",
            `consul: no binding rule of "${method}" gives tasks a role, as those of ${few(namespaces.flatMap(([, jobs]) => jobs))}; make both rules with: nomad setup consul`,
          ),
        ]),
    ...namespaces.flatMap(([namespace, jobs]) => {
      // A name that depends on more than the namespace is known only when the task runs.
      const wanted = ofTasks.map((bind) => bind.replaceAll("${value.nomad_namespace}", namespace));
      const missing = wanted.every(
        (role) => !role.includes("${") && !roles.includes(role) && !contents.roles.has(role),
      );
      return wanted.length > 0 && missing
        ? [
            problem(
              "consul-login-fails",
              `consul: tasks of the namespace "${namespace}" cannot log in, as those of ${few(jobs)}: there is no role "${wanted[0]}"; make it with addTaskRole("${namespace}") of WorkloadIdentity or ExistingWorkloadIdentity`,
            ),
          ]
        : [];
    }),
  ];
}

function few(jobs: readonly string[]): string {
  const unique = [...new Set(jobs)];
  return unique.length > 3 ? `${unique.slice(0, 3).join(", ")} and ${unique.length - 3} more` : unique.join(", ");
}

function verb(jobs: readonly string[]): string {
  return new Set(jobs).size === 1 ? "needs" : "need";
}
