import type { DnsNeeds } from "../../../cli/commands/doctor/dns-needs";
import { examine } from "../../../cli/commands/doctor/findings";
import { type NodeFacts, parseFacts } from "../../../cli/commands/doctor/node-facts";

const fit: NodeFacts = { nonlocalBind: true, tcpRetries: 3, listeners: [], firewall: ["-P INPUT ACCEPT"] };
const needs: DnsNeeds = {
  namespace: "dns",
  job: "coredns",
  port: 53,
  addresses: ["10.0.10.2"],
  shared: true,
  instances: 3,
  datacenters: ["*"],
};
const node = { name: "n1", address: "10.0.10.11" };

const messages = (facts: Partial<NodeFacts>, { runsDns = false, of = needs } = {}) =>
  examine({ ...node, runsDns, facts: { ...fit, ...facts } }, of).map(({ message }) => message);

describe("doctor on a node", () => {
  it("finds nothing wrong with one that has all", () => {
    expect(messages({})).toEqual([]);
  });

  const fresh = { nonlocalBind: false, tcpRetries: 15, listeners: ["all addresses"], firewall: ["-P INPUT DROP"] };

  it("names what a fresh Linux lacks, with what mends it", () => {
    expect(messages(fresh)).toEqual([
      "port 53 is taken on all addresses; stop what listens there (for systemd-resolved: DNSStubListener=no in /etc/systemd/resolved.conf)",
      "net.ipv4.ip_nonlocal_bind is 0, so CoreDNS cannot listen on the virtual address before the node has it; sysctl -w net.ipv4.ip_nonlocal_bind=1",
      "the firewall drops VRRP in INPUT, so each node would take the virtual address; iptables -I INPUT -p vrrp -j ACCEPT",
      "net.ipv4.tcp_retries2 is 15: for minutes after a server lost its power, nodes that asked it know no new names; sysctl -w net.ipv4.tcp_retries2=3",
    ]);
  });

  it("asks of a node no more than its port where no address is shared", () => {
    expect(messages(fresh, { of: { ...needs, port: 5300, addresses: [], shared: false } })).toEqual([
      "port 5300 is taken on all addresses; stop what listens there",
    ]);
  });

  it.each([
    ["systemd-resolved listens on loopback only", { listeners: ["127.0.0.53"] }, false],
    ["the name server itself has its port", { listeners: ["10.0.10.11"] }, true],
  ])("finds nothing wrong when %s", (_, facts, runsDns) => {
    expect(messages(facts, { runsDns })).toEqual([]);
  });

  it("does not let somebody else have the virtual address", () => {
    expect(messages({ listeners: ["10.0.10.2"] })).toEqual([
      "port 53 is taken on 10.0.10.2; stop what listens there (for systemd-resolved: DNSStubListener=no in /etc/systemd/resolved.conf)",
    ]);
  });

  it("says so when the node could not be asked", () => {
    expect(examine({ ...node, runsDns: false }, needs)).toEqual([
      {
        node: "n1",
        level: "warning",
        message:
          "it could not be asked, because the driver raw_exec is not enabled there; enable it, or look by hand: docs/dns.md has the list",
      },
    ]);
  });
});

describe("what a node prints", () => {
  it("is read, with addresses as people write them", () => {
    const output =
      "nonlocal-bind 1\ntcp-retries 15\nlistener 0B0A000A:0035\nlistener 3500007F:0035\nlistener 00000000:0035\nlistener 0B0A000A:0035\nfirewall -P INPUT ACCEPT\n";
    expect(parseFacts(output)).toEqual({
      nonlocalBind: true,
      tcpRetries: 15,
      listeners: ["10.0.10.11", "127.0.0.53", "all addresses"],
      firewall: ["-P INPUT ACCEPT"],
    });
  });

  it("fails when it is something else", () => {
    expect(() => parseFacts("sh: not found\n")).toThrow(new Error("the node's facts cannot be read: sh: not found"));
  });
});
