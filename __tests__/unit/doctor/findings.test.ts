import { examine } from "../../../cli/commands/doctor/findings";
import { type NodeFacts, parseFacts } from "../../../cli/commands/doctor/node-facts";

const fit: NodeFacts = { nonlocalBind: true, tcpRetries: 3, port53: [], firewall: ["-P INPUT ACCEPT"] };
const messages = (facts: Partial<NodeFacts>, runsDns = false) =>
  examine({ name: "n1", address: "10.0.10.11", runsDns, facts: { ...fit, ...facts } }).map(({ message }) => message);

describe("doctor on a node", () => {
  it("finds nothing wrong with one that has all", () => {
    expect(messages({})).toEqual([]);
  });

  it("names what a fresh Linux lacks, with what mends it", () => {
    const facts = { nonlocalBind: false, tcpRetries: 15, port53: ["all addresses"], firewall: ["-P INPUT DROP"] };
    expect(messages(facts)).toEqual([
      "net.ipv4.ip_nonlocal_bind is 0, so CoreDNS cannot listen on the virtual address before the node has it; sysctl -w net.ipv4.ip_nonlocal_bind=1",
      "port 53 is taken on all addresses; stop what listens there (for systemd-resolved: DNSStubListener=no in /etc/systemd/resolved.conf)",
      "the firewall drops VRRP, so each node would take the virtual address; iptables -I INPUT -p vrrp -j ACCEPT",
      "net.ipv4.tcp_retries2 is 15: for minutes after a server lost its power, nodes that asked it know no new names; sysctl -w net.ipv4.tcp_retries2=3",
    ]);
  });

  it.each([
    ["systemd-resolved listens on loopback only", { port53: ["127.0.0.53"] }, false],
    ["the name server itself has port 53", { port53: ["10.0.10.11"] }, true],
    ["a closed firewall lets VRRP in", { firewall: ["-P INPUT DROP", "-A INPUT -p vrrp -j ACCEPT"] }, false],
  ])("finds nothing wrong when %s", (_, facts, runsDns) => {
    expect(messages(facts, runsDns)).toEqual([]);
  });

  it("says so when the node could not be asked", () => {
    expect(examine({ name: "n1", address: "10.0.10.11", runsDns: false })).toEqual([
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
      "nonlocal-bind 1\ntcp-retries 15\nport-53 0B0A000A:0035\nport-53 3500007F:0035\nport-53 00000000:0035\nport-53 0B0A000A:0035\nfirewall -P INPUT ACCEPT\n";
    expect(parseFacts(output)).toEqual({
      nonlocalBind: true,
      tcpRetries: 15,
      port53: ["10.0.10.11", "127.0.0.53", "all addresses"],
      firewall: ["-P INPUT ACCEPT"],
    });
  });

  it("fails when it is something else", () => {
    expect(() => parseFacts("sh: not found\n")).toThrow(new Error("the node's facts cannot be read: sh: not found"));
  });
});
