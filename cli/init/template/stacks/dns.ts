import { type ClusterSettings, ClusterStack } from "cdknomad";
import { DnsServer } from "cdknomad/dns";
import type { Construct } from "constructs";

/** Names for what runs: the service `ittools` of the namespace `web` is ittools.lab.example.com. */
export class DnsStack extends ClusterStack {
  constructor(scope: Construct, id: string, settings: ClusterSettings) {
    super(scope, id, settings);

    new DnsServer(this, "dns", {
      domain: "lab.example.com",
      namespaces: ["web", "dns"],
      // Its services need not say it: ittools.lab.example.com, beside coredns.dns.lab.example.com.
      defaultNamespace: "web",
      namespace: "dns",
    });
  }
}
