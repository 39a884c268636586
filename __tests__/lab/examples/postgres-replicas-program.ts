import { App } from "cdktf";
import type { Construct } from "constructs";
import { type ClusterSettings, ClusterStack } from "../../../constructs";
import { postgresWithPatroni } from "../../../examples/image";
import { PostgresReplicasStack } from "../../../examples/postgres-replicas/stack";
import { NodeAgent } from "../../../patterns";
import { settings } from "../../../stacks/environments";
import { linkTerraformProviders } from "../../../tools/link-terraform-providers";
import { terminalProgress } from "../../../tools/progress";

/** A program on each node that has the clients of PostgreSQL and no access, so that it does not restart with the database. */
class ClientsStack extends ClusterStack {
  constructor(scope: Construct, id: string, cluster: ClusterSettings) {
    super(scope, id, cluster);
    new NodeAgent(this, "clients", {
      name: "clients",
      driver: "podman",
      image: postgresWithPatroni,
      command: "sleep",
      args: ["infinity"],
      killTimeout: "1s",
      resources: { cpu: 20, memory: 32 },
    });
  }
}

const app = new App();
new PostgresReplicasStack(app, "postgres-replicas", settings());
new ClientsStack(app, "clients", settings());
app.synth();
void linkTerraformProviders(app.outdir, terminalProgress());
