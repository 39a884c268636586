import { App, Testing } from "cdktf";
import { dnsNeeds } from "../../../cli/commands/doctor/dns-needs";
import { Stack } from "../../../cli/stack/stack";
import { ClusterStack, Job } from "../../../constructs";
import { DnsServer, type DnsServerProps } from "../../../constructs/dns";

function needsOf(make: (stack: ClusterStack) => void) {
  const stack = new ClusterStack(new App(), "names", { nomad: { address: "http://127.0.0.1:4646" } });
  make(stack);
  return dnsNeeds(Stack.parse(Testing.synth(stack)));
}

const names: DnsServerProps = { domain: "lab.example.com", namespaces: ["default"] };

describe("what a stack needs of the nodes", () => {
  it("is a port where it has the basic name server", () => {
    expect(needsOf((stack) => new DnsServer(stack, "dns", { ...names, port: 5300 }))).toEqual([
      {
        namespace: "default",
        job: "coredns",
        port: 5300,
        addresses: [],
        shared: false,
        instances: 1,
        datacenters: ["*"],
      },
    ]);
  });

  it("is more where several share an address", () => {
    const shared: DnsServerProps = {
      ...names,
      name: "names",
      namespace: "dns",
      datacenters: ["lab01"],
      virtualIp: { address: "10.0.10.2/24", instances: 5 },
    };
    expect(needsOf((stack) => new DnsServer(stack, "dns", shared))).toEqual([
      {
        namespace: "dns",
        job: "names",
        port: 53,
        addresses: ["10.0.10.2"],
        shared: true,
        instances: 5,
        datacenters: ["lab01"],
      },
    ]);
  });

  it("is nothing where it has none", () => {
    const page = (stack: ClusterStack) =>
      new Job(stack, "page", {
        name: "page",
        groups: [
          {
            name: "web",
            network: { mode: "host", ports: [{ name: "dns", static: 53 }] },
            tasks: [{ name: "web", driver: "raw_exec", config: { command: "/bin/true" } }],
          },
        ],
      });
    expect(needsOf(page)).toEqual([]);
  });
});
