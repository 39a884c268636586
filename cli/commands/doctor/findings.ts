import type { NodeFacts } from "./node-facts";

/** What is wrong with a node, and how to mend it. */
export interface Finding {
  readonly node: string;
  /** A problem keeps the name server from working; a warning makes it worse than it could be. */
  readonly level: "problem" | "warning";
  readonly message: string;
}

/** A node as the checks see it. */
export interface Node {
  readonly name: string;
  readonly address: string;
  /** Whether the name server itself runs there, which then has port 53. */
  readonly runsDns: boolean;
  /** @default - the node could not be asked */
  readonly facts?: NodeFacts;
}

/** How often TCP may try again before a peer that lost its power is given up; more takes longer than 10 s. */
const MOST_RETRIES = 3;

/** All that keeps a name server with a virtual address from working well on a node. */
export function examine({ name, address, runsDns, facts }: Node): Finding[] {
  const problem = (message: string): Finding => ({ node: name, level: "problem", message });
  const warning = (message: string): Finding => ({ node: name, level: "warning", message });
  if (!facts) {
    return [
      warning(
        "it could not be asked, because the driver raw_exec is not enabled there; enable it, or look by hand: docs/dns.md has the list",
      ),
    ];
  }
  const taken = runsDns ? [] : facts.port53.filter((each) => each === "all addresses" || each === address);
  return [
    ...(facts.nonlocalBind
      ? []
      : [
          problem(
            "net.ipv4.ip_nonlocal_bind is 0, so CoreDNS cannot listen on the virtual address before the node has it; sysctl -w net.ipv4.ip_nonlocal_bind=1",
          ),
        ]),
    ...taken.map((each) =>
      problem(
        `port 53 is taken on ${each}; stop what listens there (for systemd-resolved: DNSStubListener=no in /etc/systemd/resolved.conf)`,
      ),
    ),
    ...(dropsVrrp(facts.firewall)
      ? [
          problem(
            "the firewall drops VRRP, so each node would take the virtual address; iptables -I INPUT -p vrrp -j ACCEPT",
          ),
        ]
      : []),
    ...(facts.tcpRetries <= MOST_RETRIES
      ? []
      : [
          warning(
            `net.ipv4.tcp_retries2 is ${facts.tcpRetries}: for minutes after a server lost its power, nodes that asked it know no new names; sysctl -w net.ipv4.tcp_retries2=${MOST_RETRIES}`,
          ),
        ]),
  ];
}

/** Whether what no rule speaks of is dropped, and no rule lets VRRP (protocol 112) or everything in. */
function dropsVrrp(rules: readonly string[]): boolean {
  const closed = rules.some((rule) => /^-P INPUT (DROP|REJECT)$/.test(rule));
  const open = rules.some((rule) => /-p (vrrp|112)\b.*-j ACCEPT/.test(rule) || rule === "-A INPUT -j ACCEPT");
  return closed && !open;
}
