/** A policy's rules as Nomad's server reads them, with names of sets of rights already taken apart. */
export interface Rules {
  readonly Namespaces: readonly NamespaceRules[] | null;
  readonly NodePools: readonly NamedRules[] | null;
  readonly HostVolumes: readonly NamedRules[] | null;
  readonly Operator: { readonly Policy: string } | null;
  readonly Plugin: { readonly Policy: string } | null;
}

interface NamespaceRules {
  readonly Name: string;
  readonly Capabilities: readonly string[] | null;
  readonly Variables: {
    readonly Paths: readonly { readonly PathSpec: string; readonly Capabilities: readonly string[] }[];
  } | null;
}

interface NamedRules {
  readonly Name: string;
  readonly Policy: string;
  readonly Capabilities: readonly string[] | null;
}

/** One right that an action needs. */
export interface Right {
  /** The capability as a policy spells it, or the policy of the operator. */
  readonly capability: string;
  readonly namespace?: string;
  /** Path of a variable in the namespace. */
  readonly variable?: string;
  readonly hostVolume?: string;
  readonly nodePool?: string;
  readonly operator?: true;
  /** Of CSI plugins. */
  readonly plugin?: true;
}

/**
 * Whether a token's policies allow something, as Nomad's server decides it: of all rules the one whose name is the nearest
 * counts, the same name in several policies counts together, and `deny` beats all.
 *
 * @see https://developer.hashicorp.com/nomad/docs/other-specifications/acl-policy
 */
export function allows(policies: readonly Rules[], right: Right): boolean {
  const { capability, namespace, variable, hostVolume, nodePool } = right;
  if (right.operator) {
    return policies.some(({ Operator }) => Operator?.Policy === capability);
  }
  if (right.plugin) {
    return policies.some(({ Plugin }) => Plugin?.Policy === capability);
  }
  const pick = (named: readonly (readonly [string, readonly string[]])[], name: string) => {
    const granted = nearest(named, name);
    return holds(granted, capability) && !granted.includes("deny");
  };
  const all = <T>(of: (rules: Rules) => readonly T[] | null) => policies.flatMap((rules) => of(rules) ?? []);
  if (hostVolume !== undefined) {
    return pick(all((rules) => rules.HostVolumes).map(namedRights), hostVolume);
  }
  if (nodePool !== undefined) {
    return pick(all((rules) => rules.NodePools).map(namedRights), nodePool);
  }
  const spaces = all((rules) => rules.Namespaces);
  if (variable === undefined) {
    return pick(
      spaces.map(({ Name, Capabilities }) => [Name, Capabilities ?? []]),
      namespace ?? "default",
    );
  }
  const name = nearestName(
    spaces.map(({ Name }) => Name),
    namespace ?? "default",
  );
  const paths = spaces.filter(({ Name }) => Name === name).flatMap(({ Variables }) => Variables?.Paths ?? []);
  return pick(
    paths.map(({ PathSpec, Capabilities }) => [PathSpec, Capabilities]),
    variable,
  );
}

/** What an apply asks of submit-job, by the names that Nomad also takes one by one. */
const SUBMIT_JOB = ["plan-job", "register-job", "deregister-job", "purge-job"];

function holds(granted: readonly string[], capability: string): boolean {
  return (
    granted.includes(capability) || (capability === "submit-job" && SUBMIT_JOB.every((part) => granted.includes(part)))
  );
}

function namedRights({ Name, Capabilities }: NamedRules): readonly [string, readonly string[]] {
  return [Name, Capabilities ?? []];
}

function nearest(named: readonly (readonly [string, readonly string[]])[], name: string): readonly string[] {
  const best = nearestName(
    named.map(([pattern]) => pattern),
    name,
  );
  return named.filter(([pattern]) => pattern === best).flatMap(([, rights]) => rights);
}

/** The name itself, else the pattern that leaves the least of it to its stars. */
function nearestName(patterns: readonly string[], name: string): string | undefined {
  if (patterns.includes(name)) {
    return name;
  }
  const fixed = (pattern: string) => pattern.replaceAll("*", "").length;
  return patterns
    .filter((pattern) => pattern.includes("*") && matches(pattern, name))
    .sort((a, b) => fixed(b) - fixed(a) || (a < b ? -1 : 1))[0];
}

function matches(pattern: string, name: string): boolean {
  const source = pattern
    .split("*")
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
    .join(".*");
  return new RegExp(`^${source}$`, "s").test(name);
}
