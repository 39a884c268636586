/** Every case of the drift table as a job of its own; the first gets another value if CDKNOMAD_TEST_LEVEL says so. */
import { App } from "cdktf";
import { AclPolicy, ClusterStack, Job, Namespace } from "../../../constructs";
import { linkTerraformProviders } from "../../../tools/link-terraform-providers";
import { silent } from "../../../tools/progress";
import { driftCases, driftJob, otherJobs } from "./drift-cases";

const app = new App();
const stack = new ClusterStack(app, "drift", { nomad: { address: process.env.NOMAD_ADDR ?? "" } });
const namespace = new Namespace(stack, "namespace", { name: "drifting", description: "as it was made" });
new AclPolicy(stack, "policy", {
  name: "drifting",
  rules: { namespaces: { drifting: { capabilities: ["read-job"] } } },
});
for (const id of [...driftCases.map((one) => one.id), ...otherJobs]) {
  const job = driftJob(id);
  new Job(stack, id, {
    ...job,
    namespace,
    priority:
      id === "untouched" && process.env.CDKNOMAD_TEST_PRIORITY ? Number(process.env.CDKNOMAD_TEST_PRIORITY) : 40,
    terraform: { detach: true, purgeOnDestroy: true },
  });
}
app.synth();
void linkTerraformProviders(app.outdir, silent);
