import { renderConsulAclRules } from "../../constructs/consul/acl-rules";
import { type StateRight, statePolicy } from "../../constructs/consul/state-policy";
import type { Backend, Configuration } from "./backend";
import { type Finding, problem } from "./finding";
import { type Access, ask } from "./http";
import { isUnreachable, unreachable } from "./unreachable";

/** One right, in the words of Consul's own authorizer. */
interface Question {
  readonly Resource: "key" | "session" | "acl";
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

/** All that the token lacks for what a stack makes in Consul. */
export async function consulFindings(
  stack: string,
  { resource = {} }: Configuration,
  consul: Access,
): Promise<Finding[]> {
  const types = Object.keys(resource);
  const acl = types.filter((type) => type.startsWith("consul_acl_"));
  const paths = [
    ...Object.values(resource.consul_keys ?? {}).flatMap(({ key }) =>
      (Array.isArray(key) ? key : []).map(({ path }: { path?: unknown }) => path),
    ),
    ...Object.values(resource.consul_key_prefix ?? {}).map(({ path_prefix: path }) => path),
  ].filter((path): path is string => typeof path === "string");
  const needs: readonly (readonly [string, Question])[] = [
    ...(acl.length > 0 ? [['acl = "write"', { Resource: "acl", Access: "write", Segment: "" }] as const] : []),
    ...paths.map(
      (path) => [renderConsulAclRules({ keys: { [path]: "write" } }).trimEnd(), key(path, "write")] as const,
    ),
  ];
  if (needs.length === 0) {
    return [];
  }
  const answers = await Promise.all(
    needs.map(async ([rule, question]) => [rule, await authorize(consul, [question])] as const),
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
