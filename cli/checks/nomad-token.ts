import { explainTokenEnded, explainUnreachable, isUnreachable, type NomadClient } from "../../clients";
import { type AclRules, type NamespaceRule, renderAclRules } from "../../constructs/acl-rules";
import type { CheckCode } from "../../errors";
import { type Finding, problem } from "./finding";
import type { Needs } from "./needs";
import { allows, type Right, type Rules } from "./rules";

/** What a token may do. */
export type TokenRights =
  | { readonly kind: "all" }
  | { readonly kind: "some"; readonly name: string; readonly policies: readonly Rules[] }
  | { readonly kind: "unknown"; readonly finding: Finding };

interface Self {
  readonly Name: string;
  readonly AccessorID: string;
  readonly Type: "client" | "management";
  readonly Policies: readonly string[] | null;
  readonly Roles: readonly { readonly ID: string }[] | null;
}

/**
 * Asks Nomad for the rights of the token that asks: it may always read its own policies.
 *
 * @see https://developer.hashicorp.com/nomad/api-docs/acl/tokens#read-self-token
 */
export async function tokenRights(nomad: NomadClient): Promise<TokenRights> {
  const get = (path: string) => nomad.send("GET", path);
  const answer = await get("/v1/acl/token/self");
  const { status, text } = answer;
  const unknown = (code: CheckCode, message: string) => ({ kind: "unknown", finding: problem(code, message) }) as const;
  if (isUnreachable(answer)) {
    return unknown("server-unreachable", explainUnreachable("nomad", nomad.access, answer));
  }
  if (status === 400 && /ACL support disabled/i.test(text)) {
    return { kind: "all" };
  }
  const ended = explainTokenEnded("nomad", nomad.access, answer);
  if (ended !== undefined) {
    return unknown("token-expired", ended);
  }
  if (status === 403) {
    return unknown(
      "token-not-accepted",
      `nomad at ${nomad.access.address} does not know the token: ${text}; set NOMAD_TOKEN to one that it knows`,
    );
  }
  if (status !== 200) {
    return unknown(
      "server-unreachable",
      `nomad at ${nomad.access.address} answered ${status} when asked who the token is: ${text}`,
    );
  }
  const { Name, AccessorID, Type, Policies, Roles } = JSON.parse(text) as Self;
  if (Type === "management") {
    return { kind: "all" };
  }
  const roles = await Promise.all((Roles ?? []).map(({ ID }) => get(`/v1/acl/role/${ID}`)));
  const ofRoles = roles.flatMap((answer) =>
    answer.status === 200 ? (JSON.parse(answer.text) as { Policies: readonly { Name: string }[] }).Policies : [],
  );
  const names = new Set([...(Policies ?? []), ...ofRoles.map((policy) => policy.Name)]);
  const answers = await Promise.all([...names].map((name) => get(`/v1/acl/policy/${encodeURIComponent(name)}`)));
  // A policy of that name need not exist: the token has nothing from it then.
  const policies = answers.flatMap((answer) =>
    answer.status === 200 ? [(JSON.parse(answer.text) as { RulesJSON: Rules }).RulesJSON] : [],
  );
  return { kind: "some", name: Name || AccessorID, policies };
}

/** All that the token lacks for applying a stack, with the rules to add; nothing if it lacks nothing. */
export function missingRights(stack: string, needs: Needs, rights: TokenRights): Finding[] {
  if (rights.kind !== "some") {
    return [];
  }
  const missing = needs.rights.filter((right) => !allows(rights.policies, right));
  return [
    ...(needs.management.length === 0
      ? []
      : [
          problem(
            "rights-missing",
            `${stack}: ${needs.management.join(", ")} need a token of type management, and "${rights.name}" is a client token; apply this stack with another NOMAD_TOKEN`,
          ),
        ]),
    ...(missing.length === 0
      ? []
      : [
          problem(
            "rights-missing",
            `${stack}: the token "${rights.name}" lacks rights; add to one of its policies:\n${renderAclRules(rulesFor(missing)).trimEnd()}`,
          ),
        ]),
  ];
}

function rulesFor(rights: readonly Right[]): AclRules {
  const namespaces: Record<string, NamespaceRule> = {};
  const nodePools: Record<string, { policy: "write" }> = {};
  const hostVolumes: Record<string, { policy: "read" | "write" }> = {};
  for (const { capability, namespace = "default", variable, hostVolume, nodePool, operator, plugin } of rights) {
    if (nodePool !== undefined) {
      nodePools[nodePool] = { policy: "write" };
    } else if (hostVolume !== undefined) {
      const before = hostVolumes[hostVolume]?.policy;
      hostVolumes[hostVolume] = { policy: capability === "mount-readwrite" || before === "write" ? "write" : "read" };
    } else if (!operator && !plugin) {
      namespaces[namespace] = withRight(namespaces[namespace] ?? {}, capability, variable);
    }
  }
  const operator = rights.some((right) => right.operator);
  const plugin = rights.some((right) => right.plugin);
  return {
    namespaces,
    nodePools,
    hostVolumes,
    ...(operator && { operator: "write" as const }),
    ...(plugin && { plugin: "read" as const }),
  };
}

function withRight(rule: NamespaceRule, capability: string, variable: string | undefined): NamespaceRule {
  if (variable === undefined) {
    return {
      ...rule,
      capabilities: [...(rule.capabilities ?? []), capability] as NonNullable<NamespaceRule["capabilities"]>,
    };
  }
  const before = rule.variables?.[variable] ?? [];
  return { ...rule, variables: { ...rule.variables, [variable]: [...before, capability] as typeof before } };
}
