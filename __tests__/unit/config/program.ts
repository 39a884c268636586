import { App } from "cdktf";
import { type Environments, settings } from "../../../config";
import { ClusterStack, Job, Namespace } from "../../../constructs";

const environments = {
  one: { nomad: { address: "http://127.0.0.1:1" } },
  other: {
    nomad: { address: "https://127.0.0.1:2", tokenCommand: ["pass", "nomad/token"] },
    datacenters: ["dc1"],
    nodes: 3,
    state: { folder: "other" },
  },
} satisfies Environments;

const app = new App();
const cluster = settings(process.env, environments);
const stack = new ClusterStack(app, "apps", cluster);
new Job(stack, "web", {
  name: "web",
  groups: [
    {
      name: "web",
      count: cluster.nodes ?? 1,
      tasks: [
        {
          name: "web",
          driver: "raw_exec",
          config: { command: "web" },
          env: { PASSWORD: `planted-of-${process.env.CDKNOMAD_ENV}`, SAME: `\${attr.kernel.name}` },
        },
      ],
    },
  ],
});
if (cluster.nodes) {
  new Namespace(stack, "more", { name: "more" });
}
app.synth();
