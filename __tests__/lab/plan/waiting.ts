/**
 * A stack that makes a namespace, and one whose apply waits in the middle until somebody says that a job is healthy; if
 * CDKNOMAD_TEST_THIRD says so, a third that waits for the second.
 */
import { App } from "cdktf";
import { settings } from "../../../config";
import { ClusterStack, Job, Namespace } from "../../../constructs";
import { linkTerraformProviders } from "../../../tools/link-terraform-providers";
import { silent } from "../../../tools/progress";

const app = new App();
const { CDKNOMAD_TEST_LEVEL: level = "1", CDKNOMAD_TEST_WAIT: wait } = process.env;

const first = new ClusterStack(app, "first", settings());
new Namespace(first, "namespace", { name: "waiting", description: "made by another stack" });

const second = new ClusterStack(app, "second", settings());
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
  const third = new ClusterStack(app, "third", settings());
  third.addDependency(second);
  new Job(third, "last", { name: "last", ...common, groups: [{ name: "main", count: 0, tasks }] });
}

app.synth();
void linkTerraformProviders(app.outdir, silent);
