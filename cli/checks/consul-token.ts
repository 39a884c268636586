import { ConsulClient, explainTokenEnded, explainUnreachable, isUnreachable } from "../../clients";
import { type ConsulAclRules, renderConsulAclRules } from "../../constructs/consul/acl-rules";
import { type StateRight, statePolicy } from "../../constructs/consul/state-policy";
import { block, quote } from "../../constructs/hcl";
import { resourceTypes } from "../../constructs/resource-types";
import type { Backend } from "../stack/backend";
import type { Stack } from "../stack/stack";
import { type Finding, problem } from "./finding";

/** One right, in the words of Consul's own authorizer. */
interface Question {
  readonly Resource: "key" | "session" | "acl" | "query" | "service" | "intention" | "mesh" | "operator";
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
  const allowed = await authorize(new ConsulClient(consul), [key(path, right), ...(right === "write" ? lock : [])]);
  if (typeof allowed === "object") {
    const code = allowed.code === "token-expired" ? allowed.code : "state-unreachable";
    return [problem(code, `${stack}: its state cannot be reached: ${allowed.message}`)];
  }
  const rules = renderConsulAclRules(statePolicy(path.slice(0, path.lastIndexOf("/")), right)).trimEnd();
  const what = right === "write" ? "may not keep the state and its lock" : "may not read the state";
  return allowed
    ? []
    : [
        problem(
          "rights-missing",
          `${stack}: the token in CONSUL_HTTP_TOKEN ${what} at ${path} in consul; add to one of its policies:\n${rules}`,
        ),
      ];
}

/** A rule of a policy's, and what Consul is asked to find out whether a token has it. */
export interface ConsulNeed {
  readonly rule: string;
  readonly question: Question;
}

/** Rights that a stack needs in Consul, each with the question that finds out whether a token has it. */
export function consulNeeds(stack: Stack): ConsulNeed[] {
  const needs = stack.resources().flatMap(({ type, values }): ConsulNeed[] => {
    const { consulAcl, consulOperator, consulKeys, consulKeyPrefix, consulQuery, consulConfigEntry } =
      resourceTypes.get(type)?.rights ?? {};
    const keys = consulKeys && Array.isArray(values.key) ? (values.key as readonly Record<string, unknown>[]) : [];
    return [
      ...(consulAcl ? [need({ acl: consulAcl }, { Resource: "acl", Access: consulAcl, Segment: "" })] : []),
      ...(consulOperator
        ? [need({ operator: consulOperator }, { Resource: "operator", Access: consulOperator, Segment: "" })]
        : []),
      ...keys.flatMap(({ path }) => named(path, (name) => need({ keys: { [name]: "write" } }, key(name, "write")))),
      ...(consulKeyPrefix
        ? named(values.path_prefix, (name) => need({ keyPrefixes: { [name]: "write" } }, key(name, "write")))
        : []),
      ...(consulQuery
        ? named(values.name, (name) =>
            need({ queries: { [name]: "write" } }, { Resource: "query", Access: "write", Segment: name }),
          )
        : []),
      ...(consulConfigEntry ? named(values.name, (name) => entryNeed(String(values.kind), name)) : []),
    ];
  });
  return [...new Map(needs.map((one) => [one.rule, one])).values()];
}

/** All that the token lacks for what a stack makes in Consul. */
export async function consulFindings(stack: Stack, consul: ConsulClient): Promise<Finding[]> {
  const answers = await Promise.all(
    consulNeeds(stack).map(async ({ rule, question }) => [rule, await authorize(consul, [question])] as const),
  );
  const [failed] = answers.flatMap(([, allowed]) => (typeof allowed === "object" ? [allowed] : []));
  if (failed) {
    return [problem(failed.code, `${stack.name}: ${failed.message}`)];
  }
  const missing = answers.filter(([, allowed]) => !allowed).map(([rule]) => rule);
  return missing.length === 0
    ? []
    : [
        problem(
          "rights-missing",
          `${stack.name}: the token for consul lacks rights; add to one of its policies:\n${missing.join("\n")}`,
        ),
      ];
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

/** Whether all rights are allowed, by Consul's own authorizer; a finding if Consul could not be asked. */
async function authorize(consul: ConsulClient, questions: readonly Question[]): Promise<boolean | Finding> {
  const answer = await consul.send("POST", "/v1/internal/acl/authorize", { body: questions });
  const { status, text } = answer;
  if (status === 200) {
    return (JSON.parse(text) as readonly { Allow: boolean }[]).every(({ Allow }) => Allow);
  }
  if (/ACL support disabled/i.test(text)) {
    return true;
  }
  const ended = explainTokenEnded("consul", consul.access, answer);
  if (ended !== undefined) {
    return problem("token-expired", ended);
  }
  return problem(
    "server-unreachable",
    isUnreachable(answer)
      ? explainUnreachable("consul", consul.access, answer)
      : `consul at ${consul.access.address} answered ${status}: ${text}; set CONSUL_HTTP_TOKEN to a token that it knows`,
  );
}
