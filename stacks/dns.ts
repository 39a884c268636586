import type { Construct } from "constructs";
import { type ClusterSettings, ClusterStack } from "../constructs";
import { DnsServer } from "../constructs/dns";

/** The name service of the lab: on three nodes behind one address, or on the only node there is. */
export class DnsStack extends ClusterStack {
  constructor(scope: Construct, id: string, settings: ClusterSettings) {
    super(scope, id, settings);

    const { nodes = 1 } = settings;
    const names = { domain: "lab.example.com", namespaces: ["default", "lab", "public", "dns"] };
    new DnsServer(
      this,
      "dns",
      nodes < 3
        ? { ...names, namespace: "dns" }
        : {
            ...names,
            namespace: "dns",
            datacenters: ["lab01"],
            metricsPort: 9153,
            virtualIp: { address: "10.0.10.2/24", instances: 3 },
          },
    );
  }
}
