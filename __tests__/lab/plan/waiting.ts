/**
 * A stack that makes a namespace, and a stack whose apply waits in the middle until the test marks a job as healthy. With
 * CDKNOMAD_TEST_THIRD, the program has a third stack, which waits for the second; with CDKNOMAD_TEST_OWN, the cluster is the one of the
 * environment variables, whose addresses may be those of a forwarder.
 */
import { App } from "cdktf";
import { own } from "../../../config";
import { ClusterStack, Job, Namespace } from "../../../constructs";
import { settings } from "../../../stacks/environments";
import { linkTerraformProviders } from "../../../tools/link-terraform-providers";
import { silent } from "../../../tools/progress";

const app = new App();
const { CDKNOMAD_TEST_LEVEL: level = "1", CDKNOMAD_TEST_WAIT: wait } = process.env;
const cluster = process.env.CDKNOMAD_TEST_OWN ? own(process.env.NOMAD_ADDR ?? "", process.env) : settings();

const first = new ClusterStack(app, "first", cluster);
new Namespace(first, "namespace", { name: "waiting", description: "made by another stack" });

const second = new ClusterStack(app, "second", cluster);
second.addDependency(first);
const tasks = [{ name: "main", driver: "raw_exec", config: { command: "/bin/sleep", args: ["1d"] } }] as const;
const common = { namespace: "waiting", meta: { level }, terraform: { purgeOnDestroy: true } };
new Job(second, "before", { name: "before", ...common, groups: [{ name: "main", count: 0, tasks }] });
new Job(second, "waits", {
  name: "waits",
  ...common,
  update: { healthyDeadline: "1h", progressDeadline: "2h", ...(wait && { healthCheck: "manual" }) },
  groups: [{ name: "main", tasks }],
});
new Job(second, "after", { name: "after", ...common, groups: [{ name: "main", count: 0, tasks }] });
second.addOverride("resource.nomad_job.waiting_after.depends_on", ["nomad_job.waiting_waits"]);

if (process.env.CDKNOMAD_TEST_THIRD) {
  const third = new ClusterStack(app, "third", cluster);
  third.addDependency(second);
  new Job(third, "last", { name: "last", ...common, groups: [{ name: "main", count: 0, tasks }] });
}

app.synth();
void linkTerraformProviders(app.outdir, silent);
