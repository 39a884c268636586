import { type Finding, problem, warning } from "../../checks/finding";
import type { DnsNeeds } from "./dns-needs";
import type { NodeFacts } from "./node-facts";
import { dropsVrrp } from "./vrrp-firewall";

/** A node with its facts. */
export interface Node {
  readonly name: string;
  readonly address: string;
  /** Whether the name server already runs there and uses its port. */
  readonly runsDns: boolean;
  /** @default - no job can run on the node that collects them */
  readonly facts?: NodeFacts;
}

/** Largest number of TCP retries; with more, a peer that lost its power is detected only after more than 10 s. */
const MOST_RETRIES = 3;

/** Finds what keeps a name server from working well on a node; each message starts with the name of the node. */
export function examine(node: Node, needs: DnsNeeds): Finding[] {
  const { facts } = node;
  if (!facts) {
    const reason =
      "it could not be checked, because the driver raw_exec is not enabled there; enable it, or check the list in docs/how-to/dns.md by hand";
    return [warning("node-not-prepared", `[${node.name}] ${reason}`)];
  }
  const found = [...portTaken(node, facts, needs), ...(needs.shared ? sharedAddress(facts) : [])];
  return found.map((finding) => ({ ...finding, message: `[${node.name}] ${finding.message}` }));
}

function portTaken({ address, runsDns }: Node, { listeners }: NodeFacts, { port, addresses }: DnsNeeds): Finding[] {
  const wanted = ["all addresses", address, ...addresses];
  const taken = runsDns ? [] : listeners.filter((each) => wanted.includes(each));
  return taken.map((each) =>
    problem(
      "node-not-prepared",
      `port ${port} is in use on ${each}; stop the program that listens there${port === 53 ? " (for systemd-resolved: DNSStubListener=no in /etc/systemd/resolved.conf)" : ""}`,
    ),
  );
}

/** Requirements of an address that moves between nodes. */
function sharedAddress({ nonlocalBind, firewall, tcpRetries }: NodeFacts): Finding[] {
  const chain = dropsVrrp(firewall);
  return [
    ...(nonlocalBind
      ? []
      : [
          problem(
            "node-not-prepared",
            "net.ipv4.ip_nonlocal_bind is 0, so CoreDNS cannot listen on the virtual address before the node has it; sysctl -w net.ipv4.ip_nonlocal_bind=1",
          ),
        ]),
    ...(chain
      ? [
          problem(
            "node-not-prepared",
            `the firewall drops VRRP in ${chain}, so each node would take the virtual address; iptables -I ${chain} -p vrrp -j ACCEPT`,
          ),
        ]
      : []),
    ...(tcpRetries <= MOST_RETRIES
      ? []
      : [
          warning(
            "node-not-prepared",
            `net.ipv4.tcp_retries2 is ${tcpRetries}: for minutes after a server loses its power, nodes that used it cannot resolve new names; sysctl -w net.ipv4.tcp_retries2=${MOST_RETRIES}`,
          ),
        ]),
  ];
}
