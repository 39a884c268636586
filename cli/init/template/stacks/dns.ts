import { type ClusterSettings, ClusterStack } from "cdknomad";
import { DnsServer } from "cdknomad/dns";
import type { Construct } from "constructs";

/** DNS names for services: the service `ittools` of the namespace `web` is ittools.lab.example.com. */
export class DnsStack extends ClusterStack {
  constructor(scope: Construct, id: string, settings: ClusterSettings) {
    super(scope, id, settings);

    new DnsServer(this, "dns", {
      domain: "lab.example.com",
      namespaces: ["web", "dns"],
      // The names of its services are without the namespace: ittools.lab.example.com, but coredns.dns.lab.example.com.
      defaultNamespace: "web",
      namespace: "dns",
    });
  }
}
