import type { Lab } from "../../../lab";
import { certificateOnNode } from "../../../lab/certificates";
import { consulPort } from "../../../lab/config/consul";

/** An action that a user may or may not do, and the request that tries it. */
export interface Action {
  readonly name: string;
  readonly system: "nomad" | "consul";
  readonly method: "GET" | "PUT" | "POST" | "DELETE";
  readonly path: string;
  readonly body?: object;
  /** A server answers a list with what may be seen: an empty one is a refusal. */
  readonly list?: true;
}

/** What a server does when it is asked; anything but the two is its answer as it came. */
export type Seen = "allowed" | "refused" | string;

/** The tokens of a request. A request without tokens is anonymous. */
export interface Credentials {
  readonly nomad?: string;
  readonly consul?: string;
}

const dnsChange = {
  Job: {
    ID: "coredns",
    Name: "coredns",
    Namespace: "dns",
    Type: "service",
    Datacenters: ["*"],
    TaskGroups: [
      { Name: "group", Count: 1, Tasks: [{ Name: "task", Driver: "raw_exec", Config: { command: "true" } }] },
    ],
  },
};
const variable = (path: string) => ({ Namespace: "dns", Path: path, Items: { seen: "yes" } });

const nomad = (name: string, method: Action["method"], path: string, more: Partial<Action> = {}): Action => ({
  system: "nomad",
  name,
  method,
  path,
  ...more,
});
const consul = (name: string, method: Action["method"], path: string, more: Partial<Action> = {}): Action => ({
  system: "consul",
  name,
  method,
  path,
  ...more,
});

/** All actions of the matrix, in its order. */
export const actions: readonly Action[] = [
  ...["default", "lab", "public", "dns"].map((ns) => nomad(`list jobs of ${ns}`, "GET", `/v1/jobs?namespace=${ns}`)),
  ...["default", "lab", "public"].map((ns) => nomad(`read job web of ${ns}`, "GET", `/v1/job/web?namespace=${ns}`)),
  nomad("read job coredns of dns", "GET", "/v1/job/coredns?namespace=dns"),
  nomad("list variables of dns", "GET", "/v1/vars?namespace=dns", { list: true }),
  nomad("read variable app/dns/upstream", "GET", "/v1/var/app/dns/upstream?namespace=dns"),
  nomad("write variable app/dns/seen", "PUT", "/v1/var/app/dns/seen?namespace=dns", { body: variable("app/dns/seen") }),
  nomad("read variable app/other", "GET", "/v1/var/app/other?namespace=dns"),
  nomad("write variable app/another", "PUT", "/v1/var/app/another?namespace=dns", { body: variable("app/another") }),
  nomad("plan a change of coredns", "POST", "/v1/job/coredns/plan?namespace=dns", { body: dnsChange }),
  nomad("stop job spare of dns", "DELETE", "/v1/job/spare?namespace=dns"),
  ...["lab", "public", "dns"].map((ns) => consul(`read key ${ns}/greeting`, "GET", `/v1/kv/${ns}/greeting`)),
  consul("write key lab/greeting", "PUT", "/v1/kv/lab/greeting", { body: { hello: "lab" } }),
  ...["lab-web", "public-web", "dns-coredns"].map((name) =>
    consul(`find service ${name}`, "GET", `/v1/health/service/${name}`, { list: true }),
  ),
];

/** Asks as a person would, from outside the cluster's tasks. */
export async function fromOutside(lab: Lab, action: Action, { nomad, consul }: Credentials): Promise<Seen> {
  const [address, header, secret] =
    action.system === "nomad" ? [lab.nomadAddr, "X-Nomad-Token", nomad] : [lab.consulAddr, "X-Consul-Token", consul];
  const response = await fetch(`${address}${action.path}`, {
    method: action.method,
    headers: secret === undefined ? {} : { [header]: secret },
    ...(action.body && { body: JSON.stringify(action.body) }),
  });
  return classify(action, response.status, await response.text());
}

/**
 * Asks from inside a running task, with the identity that Nomad gave to it: Nomad by the task's own socket, Consul at
 * the node's agent.
 */
export async function fromInside(
  lab: Lab,
  { namespace, job }: { namespace: string; job: string },
): Promise<Map<Action, Seen>> {
  const listed = await lab.exec("n1", ["nomad", "job", "allocs", `-namespace=${namespace}`, "-json", job]);
  const running = (JSON.parse(listed.stdout) as { ID: string; ClientStatus: string }[]).find(
    ({ ClientStatus }) => ClientStatus === "running",
  );
  const lines = actions.map(({ system, method, path, body }) => {
    const target =
      system === "nomad"
        ? `-H "X-Nomad-Token: $NOMAD_TOKEN" --unix-socket "$NOMAD_SECRETS_DIR/api.sock" 'http://nomad${path}'`
        : `-H "X-Consul-Token: $CONSUL_TOKEN" ${consulOnNode(lab)}${path}'`;
    const data = body ? `--data '${JSON.stringify(body)}'` : "";
    return `curl -sS -m 10 -X ${method} ${data} -w ' %{http_code}' ${target} | tr -d '\\n'; echo`;
  });
  const script = ['test -n "$NOMAD_TOKEN" && test -n "$CONSUL_TOKEN" || exit 9', ...lines].join("\n");
  const argv = [
    "nomad",
    "alloc",
    "exec",
    "-i=false",
    "-t=false",
    `-namespace=${namespace}`,
    String(running?.ID),
    "sh",
    "-c",
    script,
  ];
  const { code, stdout, stderr } = await lab.exec("n1", argv as [string, ...string[]]);
  const answers = stdout.trimEnd().split("\n");
  if (code !== 0 || answers.length !== actions.length) {
    throw new Error(`${namespace}/${job}: ${answers.length} answers, exit code ${code}: ${stderr}`);
  }
  return new Map(
    actions.map((action, index) => {
      const [, text = "", status = ""] = /^(.*) (\d+)$/.exec(answers[index] ?? "") ?? [];
      return [action, classify(action, Number(status), text)];
    }),
  );
}

/** What stands before a path of the node's own Consul in a command of curl. */
function consulOnNode({ tls }: Lab): string {
  if (!tls) {
    return "'http://127.0.0.1:8500";
  }
  const { caFile, certFile, keyFile } = certificateOnNode("consul-cli");
  return `--cacert ${caFile} --cert ${certFile} --key ${keyFile} 'https://127.0.0.1:${consulPort(true)}`;
}

function classify({ list }: Action, status: number, text: string): Seen {
  if (status === 403 || (status === 200 && list && text.trim() === "[]")) {
    return "refused";
  }
  return status === 200 ? "allowed" : `${status} ${text.slice(0, 80)}`;
}
