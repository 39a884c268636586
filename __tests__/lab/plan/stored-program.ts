/** One job with a level that the environment sets. */
import { App } from "cdktf";
import { ClusterStack, Job } from "../../../constructs";
import { settings } from "../../../stacks/environments";
import { linkTerraformProviders } from "../../../tools/link-terraform-providers";
import { silent } from "../../../tools/progress";

const app = new App();
const stack = new ClusterStack(app, "stored", settings());
new Job(stack, "job", {
  name: "stored",
  meta: { level: process.env.CDKNOMAD_TEST_LEVEL ?? "1" },
  groups: [{ name: "main", count: 0, tasks: [{ name: "main", driver: "raw_exec", config: { command: "/bin/true" } }] }],
  terraform: { detach: true, purgeOnDestroy: true },
});
app.synth();
void linkTerraformProviders(app.outdir, silent);
