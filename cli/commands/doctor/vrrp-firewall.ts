/** A rule of a chain as `iptables -S` prints it, as far as it speaks of VRRP. */
interface Rule {
  readonly chain: string;
  readonly target: string;
  /** `vrrp`: it names the protocol; `all`: it takes every packet; `some`: it depends on more than can be known here. */
  readonly takes: "vrrp" | "all" | "some";
}

/**
 * The chain that drops VRRP between nodes, `INPUT` or `OUTPUT`; nothing where it is let through. A rule that depends on an
 * interface, an address or a state counts only when it names the protocol.
 *
 * @param lines what `iptables -S` prints
 */
export function dropsVrrp(lines: readonly string[]): "INPUT" | "OUTPUT" | undefined {
  const rules = lines.flatMap(parse);
  const policies = new Map(lines.flatMap(policy));
  return (["INPUT", "OUTPUT"] as const).find((chain) => {
    const verdict = walk(rules, chain, new Set()) ?? policies.get(chain);
    return verdict === "DROP" || verdict === "REJECT";
  });
}

/** A chain and what becomes of packets at its end. */
function policy(line: string): [string, string][] {
  const [, chain, target] = /^-P (\S+) (\S+)$/.exec(line) ?? [];
  return chain && target ? [[chain, target]] : [];
}

/** What becomes of VRRP in a chain; nothing when it comes to the chain's end. */
function walk(rules: readonly Rule[], chain: string, seen: ReadonlySet<string>): string | undefined {
  for (const { target, takes } of rules.filter((rule) => rule.chain === chain && !seen.has(rule.target))) {
    if (target === "RETURN" && takes !== "some") {
      return undefined;
    }
    if (["ACCEPT", "DROP", "REJECT"].includes(target)) {
      if (takes !== "some") {
        return target;
      }
    } else {
      const verdict = walk(rules, target, new Set([...seen, chain]));
      if (verdict !== undefined) {
        return verdict;
      }
    }
  }
  return undefined;
}

/** Reads a rule; nothing for one of another protocol, for loopback only, or for something else than a rule. */
function parse(line: string): Rule[] {
  const [, chain = "", matches = "", target = ""] = /^-A (\S+)(.*?) -[jg] (\S+)/.exec(line) ?? [];
  const protocol = / -p (\S+)/.exec(matches)?.[1];
  const vrrp = protocol === "vrrp" || protocol === "112";
  if (chain === "" || (protocol !== undefined && !vrrp) || / -[io] lo\b/.test(matches)) {
    return [];
  }
  const takes = vrrp ? "vrrp" : matches === "" ? "all" : "some";
  return [{ chain, target, takes }];
}
