/** Fifty jobs that place nothing, in a namespace of their own; CDKNOMAD_TEST_LEVEL changes them all. */
import { App } from "cdktf";
import { ClusterStack, Job, Namespace } from "../../../constructs";
import { settings } from "../../../stacks/environments";
import { linkTerraformProviders } from "../../../tools/link-terraform-providers";
import { silent } from "../../../tools/progress";

const app = new App();
const stack = new ClusterStack(app, "fifty", settings());
const namespace = new Namespace(stack, "namespace", { name: "fifty" });
for (let number = 1; number <= 50; number++) {
  new Job(stack, `job-${number}`, {
    name: `job-${number}`,
    namespace,
    meta: { level: process.env.CDKNOMAD_TEST_LEVEL ?? "0" },
    groups: [
      { name: "none", count: 0, tasks: [{ name: "none", driver: "raw_exec", config: { command: "/bin/true" } }] },
    ],
    terraform: { detach: true, purgeOnDestroy: true },
  });
}
app.synth();
void linkTerraformProviders(app.outdir, silent);
