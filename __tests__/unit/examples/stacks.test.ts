import { readdirSync } from "node:fs";
import path from "node:path";
import { AnnotationMetadataEntryType, App, type TerraformStack } from "cdktf";
import { type ClusterSettings, Secret } from "../../../constructs";
import { BinPackingStack } from "../../../examples/bin-packing/stack";
import { CanaryStack } from "../../../examples/canary/stack";
import { CniStack } from "../../../examples/cni/stack";
import { CpuStack } from "../../../examples/cpu/stack";
import { CsiVolumeStack } from "../../../examples/csi-volume/stack";
import { HostVolumeStack } from "../../../examples/host-volume/stack";
import { IngressStack } from "../../../examples/ingress/stack";
import { PatternsStack } from "../../../examples/patterns/stack";
import { PostgresStack } from "../../../examples/postgres/stack";
import { PostgresReplicasStack } from "../../../examples/postgres-replicas/stack";
import { SchedulerStack } from "../../../examples/scheduler/stack";
import { VariablesStack } from "../../../examples/variables/stack";
import { synthesized } from "../../../testing";

const settings: ClusterSettings = { nomad: { address: "http://127.0.0.1:4646" } };

const stacks: Record<string, (app: App) => TerraformStack> = {
  cpu: (app) => new CpuStack(app, "it", settings),
  "bin-packing": (app) => new BinPackingStack(app, "it", settings, { count: 2, memory: 256 }),
  scheduler: (app) => new SchedulerStack(app, "it", settings, { algorithm: "spread" }),
  cni: (app) => new CniStack(app, "it", settings),
  variables: (app) => new VariablesStack(app, "it", settings, { greeting: "hello" }),
  canary: (app) => new CanaryStack(app, "it", settings, { release: "1" }),
  "host-volume": (app) => new HostVolumeStack(app, "it", settings, { release: "1" }),
  "csi-volume": (app) => new CsiVolumeStack(app, "it", settings, { release: "1" }),
  patterns: (app) => new PatternsStack(app, "it", settings, { greeting: "hello" }),
  postgres: (app) => new PostgresStack(app, "it", settings),
  "postgres-replicas": (app) =>
    new PostgresReplicasStack(app, "it", { ...settings, consul: { address: "http://127.0.0.1:8500" } }),
  ingress: (app) =>
    new IngressStack(app, "it", settings, {
      address: "10.0.10.3/24",
      certificate: Secret.fromEnvironment("ingress_certificate"),
      key: Secret.fromEnvironment("ingress_key"),
    }),
};

describe("an example", () => {
  it("is tested here", () => {
    const examples = path.join(__dirname, "..", "..", "..", "examples");
    const folders = readdirSync(examples, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(Object.keys(stacks).sort()).toEqual(folders.map(({ name }) => name).sort());
  });

  it.each(Object.entries(stacks))("breaks no rule, not even one that only warns: %s", (_, make) => {
    const stack = make(new App());
    expect(synthesized(stack).resource.nomad_job).toBeDefined();
    const notes = stack.node.findAll().flatMap(({ node }) => node.metadata);
    expect(notes.filter(({ type }) => type === AnnotationMetadataEntryType.WARN).map(({ data }) => data)).toEqual([]);
  });
});
