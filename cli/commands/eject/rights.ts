import { isPlainObject } from "../../../constructs/spec/json";
import type { Stack } from "../../stack/stack";

/** The rights that a stack gives to a job. */
export interface JobRights {
  /** The addresses of the policies. */
  readonly addresses: readonly string[];
  /** The calls that give the same rights. */
  readonly calls: readonly string[];
}

/** Returns the rights that policies of the stack give to all tasks of a job. */
export function rightsOf(stack: Stack, namespace: string, job: string): JobRights {
  const policies = stack.resources("nomad_acl_policy").filter(({ values }) => {
    const [acl] = [values.job_acl].flat();
    return (
      isPlainObject(acl) && acl.job_id === job && (acl.namespace ?? "default") === namespace && acl.group === undefined
    );
  });
  return {
    addresses: policies.map(({ address }) => address),
    calls: policies.flatMap(({ values }) => callsOf(String(values.rules_hcl))),
  };
}

/** Reads the rules as this library writes them: one block or attribute on a line. */
function callsOf(rules: string): string[] {
  const byNamespace = new Map<string, { capabilities?: string; variables: string[] }>();
  let namespace = "";
  let path: string | undefined;
  for (const line of rules.split("\n").map((text) => text.trim())) {
    namespace = /^namespace (".*") \{$/.exec(line)?.[1] ?? namespace;
    path = line === "}" ? undefined : (/^path (".*") \{$/.exec(line)?.[1] ?? path);
    const list = /^capabilities = (\[.*\])$/.exec(line)?.[1];
    if (list !== undefined) {
      const rule = byNamespace.get(namespace) ?? { variables: [] };
      byNamespace.set(namespace, rule);
      if (path === undefined) {
        rule.capabilities = list;
      } else {
        rule.variables.push(`${path}: ${list}`);
      }
    }
  }
  return [...byNamespace].map(([name, { capabilities, variables }]) => {
    const rights = [
      ...(capabilities === undefined ? [] : [`capabilities: ${capabilities}`]),
      ...(variables.length === 0 ? [] : [`variables: { ${variables.join(", ")} }`]),
    ];
    return `addRights(${name}, { ${rights.join(", ")} })`;
  });
}
