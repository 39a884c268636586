import { identityFindings, type Login, usersOf } from "../../../cli/checks/identity";
import { type ClusterStack, ExistingWorkloadIdentity, Job, WorkloadIdentity } from "../../../constructs";
import { synthesizedContents } from "./stack";

/** The configuration that `nomad setup consul` writes. */
const usual: Login = {
  server: {
    ServiceIdentity: { Audience: ["consul.io"] },
    TaskIdentity: { Audience: ["consul.io"] },
    ServiceIdentityAuthMethod: "nomad-workloads",
    TaskIdentityAuthMethod: "nomad-workloads",
  },
  method: {
    Name: "nomad-workloads",
    Type: "jwt",
    Config: { BoundAudiences: ["consul.io"], JWKSURL: "http://127.0.0.1:4646/.well-known/jwks.json" },
  },
  rules: [
    { BindType: "role", BindName: "nomad-${value.nomad_namespace}-tasks" },
    { BindType: "service", BindName: "${value.nomad_service}" },
  ],
  roles: ["nomad-default-tasks"],
  trial: "error verifying token: failed to verify id token signature",
};

const page =
  (namespace = "default") =>
  (stack: ClusterStack) =>
    new Job(stack, "page", {
      name: "page",
      namespace,
      groups: [
        {
          name: "main",
          services: [{ name: "page", provider: "consul" }],
          tasks: [{ name: "web", driver: "raw_exec", config: { command: "/bin/true" }, consul: {} }],
        },
      ],
    });

function messagesOf(login: Partial<Record<keyof Login, unknown>>, make: (stack: ClusterStack) => void = page()) {
  const contents = synthesizedContents(make);
  const found = identityFindings(usersOf(contents), contents, { ...usual, ...login } as Login);
  return found.map(({ level, message }) => `${level} ${message}`);
}

describe("how workloads log in to Consul", () => {
  it("is no finding as nomad setup consul leaves it", () => {
    expect(messagesOf({})).toEqual([]);
    expect(messagesOf({ server: undefined })).toEqual([]);
  });

  it("is nobody's business where no job does", () => {
    const none = (stack: ClusterStack) =>
      new Job(stack, "page", {
        name: "page",
        groups: [
          {
            name: "main",
            services: [{ name: "page", provider: "nomad" }],
            tasks: [{ name: "web", driver: "raw_exec", config: { command: "/bin/true" } }],
          },
        ],
      });
    expect(messagesOf({ method: undefined, rules: [], roles: [] }, none)).toEqual([]);
  });

  it("is another cluster's business where the job names one", () => {
    const other = (stack: ClusterStack) =>
      new Job(stack, "page", {
        name: "page",
        groups: [
          {
            name: "main",
            consul: { cluster: "second" },
            services: [{ name: "page", provider: "consul", cluster: "second" }],
            tasks: [{ name: "web", driver: "raw_exec", config: { command: "/bin/true" } }],
          },
        ],
      });
    expect(messagesOf({ method: undefined, rules: [], roles: [] }, other)).toEqual([]);
  });

  it("is not the cluster's where a stack makes it", () => {
    const all = (stack: ClusterStack) => {
      const jwksUrl = "http://127.0.0.1:4646/.well-known/jwks.json";
      new WorkloadIdentity(stack, "identity", { jwksUrl }).addTaskRole("lab");
      page("lab")(stack);
    };
    expect(messagesOf({ method: undefined, rules: [], roles: [] }, all)).toEqual([]);
    const role = (stack: ClusterStack) => {
      new ExistingWorkloadIdentity(stack, "identity").addTaskRole("lab");
      page("lab")(stack);
    };
    expect(messagesOf({}, role)).toEqual([]);
  });

  it.each<[string, Partial<Record<keyof Login, unknown>>, readonly string[]]>([
    [
      "the servers give no identities",
      { server: { ...usual.server, ServiceIdentity: null, TaskIdentity: null } },
      [
        'problem nomad: its servers give tasks no identity for consul, which default/page needs; add task_identity { aud = ["consul.io"] } to the consul block of each server',
        'warning nomad: its servers give services no identity for consul, so that the clients\' own token has to register those of default/page; add service_identity { aud = ["consul.io"] } to the consul block of each server',
      ],
    ],
    [
      "there is no auth method",
      { method: undefined, rules: [] },
      [
        'problem consul: it has no auth method "nomad-workloads", with which default/page would log in; make it with: nomad setup consul, or with WorkloadIdentity in a stack',
      ],
    ],
    [
      "the auth method is another's",
      { method: { Name: "nomad-workloads", Type: "kubernetes", Config: {} } },
      [
        'problem consul: its auth method "nomad-workloads" is of type kubernetes, and nomad\'s identities are of type jwt; name another in the consul block of the agents',
      ],
    ],
    [
      "the audiences differ",
      { method: { ...usual.method, Config: { BoundAudiences: ["consul.example.com"] } } },
      [
        'problem consul: its auth method "nomad-workloads" takes identities for consul.example.com, and nomad makes them for consul.io; make BoundAudiences and aud the same',
      ],
    ],
    [
      "Consul does not reach Nomad's keys",
      {
        trial:
          'error verifying token: fetching keys oidc: get keys failed Get "http://127.0.0.1:4646/.well-known/jwks.json": dial tcp 127.0.0.1:4646: connect: connection refused',
      },
      [
        'problem consul: it cannot get nomad\'s public keys from http://127.0.0.1:4646/.well-known/jwks.json: get keys failed Get "http://127.0.0.1:4646/.well-known/jwks.json": dial tcp 127.0.0.1:4646: connect: connection refused; correct JWKSURL of the auth method "nomad-workloads", or let the servers of consul through to it',
      ],
    ],
    [
      "no rule is for services, and none for tasks",
      { rules: [] },
      [
        'problem consul: no binding rule of "nomad-workloads" lets services register, as those of default/page; make both rules with: nomad setup consul',
        'problem consul: no binding rule of "nomad-workloads" gives tasks a role, as those of default/page; make both rules with: nomad setup consul',
      ],
    ],
    [
      "the namespace has no role",
      { roles: [] },
      [
        'problem consul: tasks of the namespace "default" cannot log in, as those of default/page: there is no role "nomad-default-tasks"; make it with addTaskRole("default") of WorkloadIdentity or ExistingWorkloadIdentity',
      ],
    ],
  ])("is a finding when %s", (_, login, messages) => {
    expect(messagesOf(login)).toEqual(messages);
  });
});
