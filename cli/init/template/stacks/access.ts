import { AclPolicy, type ClusterSettings, ClusterStack, Namespace } from "cdknomad";
import type { Construct } from "constructs";

/** Who may do what. */
export class AccessStack extends ClusterStack {
  constructor(scope: Construct, id: string, settings: ClusterSettings) {
    super(scope, id, settings);

    const web = new Namespace(this, "web", { name: "web", description: "services that people use" });
    new Namespace(this, "dns", { name: "dns", description: "the name service, apart from everyday work" });
    new AclPolicy(this, "web-read", {
      name: "web-read",
      description: "for those who look and change nothing",
      rules: { namespaces: { [web.namespaceName]: { policy: "read" } } },
    });
  }
}
