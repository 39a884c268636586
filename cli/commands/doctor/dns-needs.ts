import type { WireJob } from "../../../.gen/nomad";
import type { Stack } from "../../stack/stack";

/** What a name server of `DnsServer` needs of its nodes. */
export interface DnsNeeds {
  readonly namespace: string;
  /** The id of its job. */
  readonly job: string;
  /** The port on which it answers. */
  readonly port: number;
  /** Addresses on which it listens, beside the node's own. */
  readonly addresses: readonly string[];
  /** Whether several share an address. */
  readonly shared: boolean;
  /** How many instances run. */
  readonly instances: number;
  /** Datacenters in which it may run; a pattern as `*` is not looked into, and stands for all. */
  readonly datacenters: readonly string[];
}

/** The name servers of a stack: jobs with the files that `DnsServer` gives to CoreDNS and keepalived. */
export function dnsNeeds(stack: Stack): DnsNeeds[] {
  return stack.jobs().flatMap(({ wire }) => (wire ? needsOf(wire) : []));
}

function needsOf({ ID = "", Namespace = "default", Datacenters, TaskGroups }: WireJob): DnsNeeds[] {
  return (TaskGroups ?? []).flatMap(({ Count = 1, Networks, Tasks }) => {
    const template = (destination: string) =>
      (Tasks ?? []).flatMap(({ Templates }) => Templates ?? []).find(({ DestPath }) => DestPath === destination);
    const ports = (Networks ?? []).flatMap(({ ReservedPorts }) => ReservedPorts ?? []);
    const port = ports.find(({ Label }) => Label === "dns")?.Value;
    if (!template("local/coredns/corefile") || port === undefined) {
      return [];
    }
    const keepalived = template("local/keepalived/keepalived.conf");
    const address = /virtual_ipaddress \{\s*([0-9.]+)/.exec(keepalived?.EmbeddedTmpl ?? "")?.[1];
    return [
      {
        namespace: Namespace,
        job: ID,
        port,
        addresses: address === undefined ? [] : [address],
        shared: keepalived !== undefined,
        instances: Count,
        datacenters: Datacenters ?? ["*"],
      },
    ];
  });
}
