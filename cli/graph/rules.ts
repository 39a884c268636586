import { parse } from "@cdktf/hcl2json";
import type { Rule } from "./picture";

type Body = Record<string, unknown>;

/**
 * Returns the rules of a policy; rules with equal rights are merged.
 *
 * @param hcl the policy in the HCL of Nomad or Consul
 * @throws Error when it is not HCL
 */
export async function readRules(hcl: string): Promise<Rule[]> {
  const document = (await parse("policy.hcl", hcl)) as Body;
  return merge(
    Object.entries(document).flatMap(([scope, value]) =>
      typeof value === "string"
        ? // Consul also has rules of one word: `operator = "read"`.
          [{ scope, names: [], rights: [value] }]
        : bodies(value).flatMap(([name, body]) => rulesOf(scope, name, body)),
    ),
  );
}

/** Returns the blocks of one scope; hcl2json returns a list for blocks without a label, and an object for labeled blocks. */
function bodies(value: unknown): [string | undefined, Body][] {
  return Array.isArray(value)
    ? value.map((body) => [undefined, body])
    : Object.entries(value as Record<string, Body[]>).flatMap(([name, list]) =>
        list.map((body): [string, Body] => [name, body]),
      );
}

function rulesOf(scope: string, name: string | undefined, { policy, capabilities, variables }: Body): Rule[] {
  const rights = [...(typeof policy === "string" ? [policy] : []), ...((capabilities as string[]) ?? [])];
  const own: Rule[] = rights.length === 0 ? [] : [{ scope, names: name === undefined ? [] : [name], rights }];
  const paths = ((variables as { path: Record<string, Body[]> }[]) ?? []).flatMap(({ path }) =>
    bodies(path).flatMap(([below, body]) => rulesOf("variables", `${name}: ${below}`, body)),
  );
  return [...own, ...paths];
}

function merge(rules: readonly Rule[]): Rule[] {
  const merged = new Map<string, Rule>();
  for (const rule of rules) {
    const key = JSON.stringify([rule.scope, rule.rights]);
    const same = merged.get(key);
    merged.set(key, same === undefined ? rule : { ...same, names: [...same.names, ...rule.names] });
  }
  return [...merged.values()];
}
