import type { Configuration } from "../../checks/backend";

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

interface WireJob {
  readonly ID: string;
  readonly Namespace?: string;
  readonly Datacenters?: readonly string[] | null;
  readonly TaskGroups: readonly {
    readonly Count?: number;
    readonly Networks?: readonly { readonly ReservedPorts?: readonly { Label: string; Value: number }[] | null }[];
    readonly Tasks: readonly {
      readonly Templates?: readonly { readonly DestPath: string; readonly EmbeddedTmpl?: string }[] | null;
    }[];
  }[];
}

/** The name servers of a stack, by what synthesis wrote: jobs with the files that `DnsServer` gives to CoreDNS and keepalived. */
export function dnsNeeds({ resource = {} }: Configuration): DnsNeeds[] {
  return Object.values(resource.nomad_job ?? {}).flatMap(({ jobspec, json }) => {
    if (typeof jobspec !== "string" || json !== true) return [];
    const wire = JSON.parse(jobspec);
    return needsOf((wire.Job ?? wire) as WireJob);
  });
}

function needsOf({ ID, Namespace = "default", Datacenters, TaskGroups = [] }: WireJob): DnsNeeds[] {
  return TaskGroups.flatMap(({ Count = 1, Networks = [], Tasks }) => {
    const template = (destination: string) =>
      Tasks.flatMap(({ Templates }) => Templates ?? []).find(({ DestPath }) => DestPath === destination);
    const ports = Networks.flatMap(({ ReservedPorts }) => ReservedPorts ?? []);
    const port = ports.find(({ Label }) => Label === "dns")?.Value;
    if (!template("local/coredns/corefile") || port === undefined) return [];
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
