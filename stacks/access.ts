import type { Construct } from "constructs";
import { AclPolicy, type ClusterSettings, ClusterStack, Namespace } from "../constructs";

const readJobs = ["read-job", "list-jobs", "read-job-scaling"] as const;

/** Who may do what: the namespaces of the lab, and the policy that lets its name service read jobs in them. */
export class AccessStack extends ClusterStack {
  constructor(scope: Construct, id: string, settings: ClusterSettings) {
    super(scope, id, settings);

    new Namespace(this, "lab", { name: "lab", description: "the lab's own services" });
    new Namespace(this, "public", { name: "public", description: "services that may be seen from outside" });
    const dns = new Namespace(this, "dns", {
      name: "dns",
      description: "name service; apart, so that everyday work cannot break it",
    });

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
