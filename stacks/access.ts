import type { Construct } from "constructs";
import { AclPolicy, type ClusterSettings, ClusterStack, ExistingWorkloadIdentity, Namespace } from "../constructs";

const readJobs = ["read-job", "list-jobs", "read-job-scaling"] as const;

/**
 * Who may do what: the namespaces of the lab, the policy that lets its name service read jobs in them, and in a cluster
 * with Consul the roles that `nomad setup consul` leaves to be made by hand for each of them.
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
      identity.addTaskRole(dns, { services: ["coredns"] });
    }

    new AclPolicy(this, "dns-read-jobs", {
      name: "dns-read-jobs",
      description: "lets the name service read the jobs whose names it tells, and keep its own variables",
      rules: {
        namespaces: {
          default: { capabilities: readJobs },
          lab: { capabilities: readJobs },
          public: { capabilities: readJobs },
          dns: {
            capabilities: ["list-jobs", "read-job", "read-job-scaling"],
            variables: {
              "*": ["list"],
              "app/dns/*": ["write", "read", "destroy", "list"],
            },
          },
        },
      },
      jobAcl: { namespace: dns, job: "coredns" },
    });
  }
}
