import type { DnsNeeds } from "../../../cli/commands/doctor/dns-needs";
import { examine } from "../../../cli/commands/doctor/name-server-node";
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
  examine({ ...node, runsDns, facts: { ...fit, ...facts } }, of).map(({ message }) => message.replace(/^\[n1\] /, ""));

describe("doctor on a node", () => {
  it("finds nothing on a node that has everything", () => {
    expect(messages({})).toEqual([]);
  });

  const fresh = { nonlocalBind: false, tcpRetries: 15, listeners: ["all addresses"], firewall: ["-P INPUT DROP"] };

  it("reports what a new Linux installation lacks, with the fix", () => {
    expect(messages(fresh)).toEqual([
      "port 53 is in use on all addresses; stop the program that listens there (for systemd-resolved: DNSStubListener=no in /etc/systemd/resolved.conf)",
      "net.ipv4.ip_nonlocal_bind is 0, so CoreDNS cannot listen on the virtual address before the node has it; sysctl -w net.ipv4.ip_nonlocal_bind=1",
      "the firewall drops VRRP in INPUT, so each node would take the virtual address; iptables -I INPUT -p vrrp -j ACCEPT",
      "net.ipv4.tcp_retries2 is 15: for minutes after a server loses its power, nodes that used it cannot resolve new names; sysctl -w net.ipv4.tcp_retries2=3",
    ]);
  });

  it("checks only the port if no address is shared", () => {
    expect(messages(fresh, { of: { ...needs, port: 5300, addresses: [], shared: false } })).toEqual([
      "port 5300 is in use on all addresses; stop the program that listens there",
    ]);
  });

  it.each([
    ["systemd-resolved listens on loopback only", { listeners: ["127.0.0.53"] }, false],
    ["the name server itself has its port", { listeners: ["10.0.10.11"] }, true],
  ])("finds nothing wrong when %s", (_, facts, runsDns) => {
    expect(messages(facts, { runsDns })).toEqual([]);
  });

  it("reports a program that listens on the virtual address", () => {
    expect(messages({ listeners: ["10.0.10.2"] })).toEqual([
      "port 53 is in use on 10.0.10.2; stop the program that listens there (for systemd-resolved: DNSStubListener=no in /etc/systemd/resolved.conf)",
    ]);
  });

  it("reports a node that cannot be checked", () => {
    expect(examine({ ...node, runsDns: false }, needs)).toEqual([
      {
        code: "node-not-prepared",
        level: "warning",
        message:
          "[n1] it could not be checked, because the driver raw_exec is not enabled there; enable it, or check the list in docs/how-to/dns.md by hand",
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
    expect(() => parseFacts("sh: not found\n")).toThrow(
      new Error("the node's facts cannot be read: sh: not found (node-not-prepared)"),
    );
  });
});
