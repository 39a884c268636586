import { AclPolicy, type ClusterSettings, ClusterStack, Namespace } from "cdknomad";
import type { Construct } from "constructs";

/** Namespaces and ACL policies. */
export class AccessStack extends ClusterStack {
  constructor(scope: Construct, id: string, settings: ClusterSettings) {
    super(scope, id, settings);

    const web = new Namespace(this, "web", { name: "web", description: "services for users" });
    new Namespace(this, "dns", { name: "dns", description: "the DNS server" });
    new AclPolicy(this, "web-read", {
      name: "web-read",
      description: "read access to the namespace web",
      rules: { namespaces: { [web.namespaceName]: { policy: "read" } } },
    });
  }
}
