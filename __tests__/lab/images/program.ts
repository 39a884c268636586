/** A job whose image only the registry of the test has; CDKNOMAD_TEST_TAG is its tag. */
import { App } from "cdktf";
import { ClusterStack, Job } from "../../../constructs";
import { settings } from "../../../stacks/environments";
import { linkTerraformProviders } from "../../../tools/link-terraform-providers";
import { silent } from "../../../tools/progress";

const app = new App();
const stack = new ClusterStack(app, "images", settings());
const image = `registry.example.com/team/web:${process.env.CDKNOMAD_TEST_TAG ?? "3"}`;
new Job(stack, "web", {
  name: "web",
  update: { minHealthyTime: "1s" },
  groups: [
    {
      name: "front",
      tasks: [{ name: "main", driver: "docker", config: { image, command: "busybox", args: ["sleep", "600"] } }],
    },
  ],
  terraform: { purgeOnDestroy: true, failFast: true },
});
app.synth();
void linkTerraformProviders(app.outdir, silent);
