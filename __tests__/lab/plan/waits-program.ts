/**
 * A job whose image does not exist in any registry that the lab reaches. With CDKNOMAD_TEST_CRASH, its task is a program that
 * runs long enough to become healthy, and then ends with an error again and again.
 */
import { App } from "cdktf";
import { ClusterStack, Job } from "../../../constructs";
import { settings } from "../../../stacks/environments";
import { linkTerraformProviders } from "../../../tools/link-terraform-providers";
import { silent } from "../../../tools/progress";

const app = new App();
const stack = new ClusterStack(app, "waits", settings());
const script = "sleep 3; echo no such table >&2; exit 3";
new Job(stack, "stuck", {
  name: "stuck",
  update: { minHealthyTime: "1s" },
  groups: [
    {
      name: "front",
      restart: { attempts: 5, interval: "10m", delay: "30s", mode: "delay" },
      tasks: [
        process.env.CDKNOMAD_TEST_CRASH
          ? { name: "main", driver: "raw_exec", config: { command: "/bin/sh", args: ["-c", script] } }
          : { name: "main", driver: "docker", config: { image: "cdknomad-test/does-not-exist:1.27.0" } },
      ],
    },
  ],
  terraform: { purgeOnDestroy: true },
});
app.synth();
void linkTerraformProviders(app.outdir, silent);
