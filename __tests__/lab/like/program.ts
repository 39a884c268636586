import { ClusterApp } from "../../../config";
import { ClusterStack, Job, Secret, Variable } from "../../../constructs";
import { lab } from "../../../lab/settings";
import { edge, groups } from "./groups";

const { LIKE_PROD = "http://127.0.0.1:1", CDKNOMAD_LAB = "lab" } = process.env;

const app = new ClusterApp({
  environments: {
    lab: lab(CDKNOMAD_LAB),
    prod: {
      nomad: { address: LIKE_PROD, region: "eu", tokenCommand: ["false"] },
      consul: { address: LIKE_PROD, datacenter: "eu1", tokenCommand: ["false"] },
      datacenters: ["eu-west-1a"],
      state: { consul: "cdknomad/prod" },
    },
  },
});
const stack = new ClusterStack(app, "like", app.settings);
new Variable(stack, "secrets", {
  path: "nomad/jobs/database",
  items: { password: Secret.fromFile("/etc/hostname"), key: Secret.fromEnvironment("like_key") },
});
new Job(stack, "database", { name: "database", groups });
new Job(stack, "gateway", { name: "gateway", nodePool: "edge", groups: edge });
if (process.env.LIKE_REACH === "prod") {
  // A stack that does not use the settings of the environment.
  new ClusterStack(app, "elsewhere", { nomad: { address: LIKE_PROD }, state: { folder: "elsewhere" } });
}
app.synth();
