import { type ConsulAclRules, renderConsulAclRules } from "../../constructs/consul/acl-rules";
import { type StateRight, statePolicy } from "../../constructs/consul/state-policy";
import { block, quote } from "../../constructs/hcl";
import type { Backend, Configuration } from "./backend";
import { type Finding, problem } from "./finding";
import { type Access, ask } from "./http";
import { isUnreachable, unreachable } from "./unreachable";

/** One right, in the words of Consul's own authorizer. */
interface Question {
  readonly Resource: "key" | "session" | "acl" | "service" | "intention" | "mesh";
  readonly Access: "read" | "write";
  readonly Segment: string;
}

/**
 * What keeps Terraform from a state in Consul: no server, a token that it does not know, or one without the rights.
 *
 * @param right `read` for plans that take no lock
 */
export async function backendFindings(
  stack: string,
  { consul, path }: Extract<Backend, { kind: "consul" }>,
  right: StateRight,
): Promise<Finding[]> {
  const lock: readonly Question[] = [
    key(`${path}/.lock`, "write"),
    { Resource: "session", Access: "write", Segment: "" },
  ];
  const allowed = await authorize(consul, [key(path, right), ...(right === "write" ? lock : [])]);
  if (typeof allowed === "string") {
    return [problem(`${stack}: its state cannot be reached: ${allowed}`)];
  }
  const rules = renderConsulAclRules(statePolicy(path.slice(0, path.lastIndexOf("/")), right)).trimEnd();
  const what = right === "write" ? "may not keep the state and its lock" : "may not read the state";
  return allowed
    ? []
    : [
        problem(
          `${stack}: the token in CONSUL_HTTP_TOKEN ${what} at ${path} in consul; add to one of its policies:\n${rules}`,
        ),
      ];
}

/** A rule of a policy's, and what Consul is asked to find out whether a token has it. */
export interface ConsulNeed {
  readonly rule: string;
  readonly question: Question;
}

/** All that a token needs for what a stack makes in Consul. */
export function consulNeeds({ resource = {} }: Configuration): ConsulNeed[] {
  const all = (type: string) => Object.values(resource[type] ?? {});
  const keys = all("consul_keys").flatMap(({ key }) => (Array.isArray(key) ? key : []) as Record<string, unknown>[]);
  const needs = [
    ...(Object.keys(resource).some((type) => type.startsWith("consul_acl_"))
      ? [need({ acl: "write" }, { Resource: "acl", Access: "write", Segment: "" })]
      : []),
    ...keys.flatMap(({ path }) => named(path, (name) => need({ keys: { [name]: "write" } }, key(name, "write")))),
    ...all("consul_key_prefix").flatMap(({ path_prefix: prefix }) =>
      named(prefix, (name) => need({ keyPrefixes: { [name]: "write" } }, key(name, "write"))),
    ),
    ...all("consul_config_entry").flatMap(({ kind, name }) => named(name, (of) => entryNeed(String(kind), of))),
  ];
  return [...new Map(needs.map((one) => [one.rule, one])).values()];
}

/** All that the token lacks for what a stack makes in Consul. */
export async function consulFindings(stack: string, configuration: Configuration, consul: Access): Promise<Finding[]> {
  const answers = await Promise.all(
    consulNeeds(configuration).map(async ({ rule, question }) => [rule, await authorize(consul, [question])] as const),
  );
  const silent = answers.find(([, allowed]) => typeof allowed === "string");
  if (silent) {
    return [problem(`${stack}: ${silent[1]}`)];
  }
  const missing = answers.filter(([, allowed]) => !allowed).map(([rule]) => rule);
  return missing.length === 0
    ? []
    : [problem(`${stack}: the token for consul lacks rights; add to one of its policies:\n${missing.join("\n")}`)];
}

/** A name that only the apply knows cannot be asked for. */
function named(name: unknown, of: (name: string) => ConsulNeed): ConsulNeed[] {
  return typeof name === "string" && !name.includes("$" + "{") ? [of(name)] : [];
}

function need(rules: ConsulAclRules, question: Question): ConsulNeed {
  return { rule: renderConsulAclRules(rules).trimEnd(), question };
}

/**
 * Entries about one service are that service's, intentions have a right of their own, all others are the mesh's.
 *
 * @see https://developer.hashicorp.com/consul/docs/fundamentals/config-entry
 */
function entryNeed(kind: string, name: string): ConsulNeed {
  if (kind === "service-intentions") {
    const rule = block(`service ${quote(name)}`, ['policy = "read"', 'intentions = "write"']);
    return { rule, question: { Resource: "intention", Access: "write", Segment: name } };
  }
  return /^service-(defaults|resolver|router|splitter)$/.test(kind)
    ? need({ services: { [name]: "write" } }, { Resource: "service", Access: "write", Segment: name })
    : need({ mesh: "write" }, { Resource: "mesh", Access: "write", Segment: "" });
}

function key(path: string, access: StateRight): Question {
  return { Resource: "key", Access: access, Segment: path };
}

/** Whether all of it is allowed, by Consul's own word; a text says why it could not be asked. */
async function authorize(consul: Access, questions: readonly Question[]): Promise<boolean | string> {
  const answer = await ask(consul, "X-Consul-Token", "POST", "/v1/internal/acl/authorize", questions);
  const { status, text } = answer;
  if (status === 200) {
    return (JSON.parse(text) as readonly { Allow: boolean }[]).every(({ Allow }) => Allow);
  }
  if (/ACL support disabled/i.test(text)) {
    return true;
  }
  return isUnreachable(answer)
    ? unreachable("consul", consul, answer)
    : `consul at ${consul.address} answered ${status}: ${text}; set CONSUL_HTTP_TOKEN to a token that it knows`;
}
