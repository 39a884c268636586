import type { Construct } from "constructs";
import { type ClusterSettings, ClusterStack, ExistingWorkloadIdentity, Namespace } from "../constructs";

/**
 * Who may do what: the namespaces of the lab, and in a cluster with Consul the roles that `nomad setup consul` leaves to be
 * made by hand for each of them. The policy of the name service comes with its job.
 */
export class AccessStack extends ClusterStack {
  constructor(scope: Construct, id: string, settings: ClusterSettings) {
    super(scope, id, settings);

    const lab = new Namespace(this, "lab", { name: "lab", description: "the lab's own services" });
    const open = new Namespace(this, "public", {
      name: "public",
      description: "services that may be seen from outside",
    });
    const dns = new Namespace(this, "dns", {
      name: "dns",
      description: "name service; apart, so that everyday work cannot break it",
    });

    if (settings.consul) {
      const identity = new ExistingWorkloadIdentity(this, "identity");
      for (const namespace of [lab, open]) {
        identity.addTaskRole(namespace);
      }
      // The instances of the name service find each other in Consul to share its address.
      identity.addTaskRole(dns, { services: ["coredns", "coredns-keepalived"] });
    }
  }
}
