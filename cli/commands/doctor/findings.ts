import type { DnsNeeds } from "./dns-needs";
import type { NodeFacts } from "./node-facts";
import { dropsVrrp } from "./vrrp-firewall";

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
  /** Whether the name server itself runs there, which then has its port. */
  readonly runsDns: boolean;
  /** @default - the node could not be asked */
  readonly facts?: NodeFacts;
}

/** How often TCP may try again before a peer that lost its power is given up; more takes longer than 10 s. */
const MOST_RETRIES = 3;

/** All that keeps a name server from working well on a node. */
export function examine(node: Node, needs: DnsNeeds): Finding[] {
  const { facts } = node;
  if (!facts) {
    const message =
      "it could not be asked, because the driver raw_exec is not enabled there; enable it, or look by hand: docs/dns.md has the list";
    return [{ node: node.name, level: "warning", message }];
  }
  const found = [...portTaken(node, facts, needs), ...(needs.shared ? sharedAddress(facts) : [])];
  return found.map((finding) => ({ node: node.name, ...finding }));
}

type Found = Omit<Finding, "node">;

const problem = (message: string): Found => ({ level: "problem", message });

function portTaken({ address, runsDns }: Node, { listeners }: NodeFacts, { port, addresses }: DnsNeeds): Found[] {
  const wanted = ["all addresses", address, ...addresses];
  const taken = runsDns ? [] : listeners.filter((each) => wanted.includes(each));
  return taken.map((each) =>
    problem(
      `port ${port} is taken on ${each}; stop what listens there${port === 53 ? " (for systemd-resolved: DNSStubListener=no in /etc/systemd/resolved.conf)" : ""}`,
    ),
  );
}

/** What an address that moves between nodes needs. */
function sharedAddress({ nonlocalBind, firewall, tcpRetries }: NodeFacts): Found[] {
  const chain = dropsVrrp(firewall);
  return [
    ...(nonlocalBind
      ? []
      : [
          problem(
            "net.ipv4.ip_nonlocal_bind is 0, so CoreDNS cannot listen on the virtual address before the node has it; sysctl -w net.ipv4.ip_nonlocal_bind=1",
          ),
        ]),
    ...(chain
      ? [
          problem(
            `the firewall drops VRRP in ${chain}, so each node would take the virtual address; iptables -I ${chain} -p vrrp -j ACCEPT`,
          ),
        ]
      : []),
    ...(tcpRetries <= MOST_RETRIES
      ? []
      : [
          {
            level: "warning" as const,
            message: `net.ipv4.tcp_retries2 is ${tcpRetries}: for minutes after a server lost its power, nodes that asked it know no new names; sysctl -w net.ipv4.tcp_retries2=${MOST_RETRIES}`,
          },
        ]),
  ];
}
