/**
 * A program with one stack per example:
 *
 *     npx cdktf deploy canary --app "node --import tsx examples/main.ts"
 */
import { ClusterApp } from "../config";
import { Secret } from "../constructs";
import { environments } from "../stacks/environments";
import { BinPackingStack } from "./bin-packing/stack";
import { CanaryStack } from "./canary/stack";
import { CniStack } from "./cni/stack";
import { CpuStack } from "./cpu/stack";
import { CsiVolumeStack } from "./csi-volume/stack";
import { HostVolumeStack } from "./host-volume/stack";
import { IngressStack } from "./ingress/stack";
import { PatternsStack } from "./patterns/stack";
import { PostgresStack } from "./postgres/stack";
import { PostgresReplicasStack } from "./postgres-replicas/stack";
import { SchedulerStack } from "./scheduler/stack";
import { VariablesStack } from "./variables/stack";

const app = new ClusterApp({ environments });
const cluster = app.settings;

new CpuStack(app, "cpu", cluster);
new BinPackingStack(app, "bin-packing", cluster, { count: 2, memory: 256 });
new SchedulerStack(app, "scheduler", cluster, { algorithm: "binpack" });
new CniStack(app, "cni", cluster);
new VariablesStack(app, "variables", cluster, { greeting: "hello" });
new CanaryStack(app, "canary", cluster, { release: "1" });
new HostVolumeStack(app, "host-volume", cluster, { release: "1" });
new CsiVolumeStack(app, "csi-volume", cluster, { release: "1" });
new PostgresStack(app, "postgres", cluster);
new PostgresReplicasStack(app, "postgres-replicas", cluster);
// Terraform reads TF_VAR_ingress_certificate and TF_VAR_ingress_key.
const { ingress } = new IngressStack(app, "ingress", cluster, {
  address: "10.0.10.3/24",
  certificate: Secret.fromEnvironment("ingress_certificate"),
  key: Secret.fromEnvironment("ingress_key"),
});
new PatternsStack(app, "patterns", cluster, { greeting: "hello", ingress });

app.synth();
