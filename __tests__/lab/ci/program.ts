/**
 * The program of a user. It has the jobs of `jobs.json` in the working folder, in an existing namespace, and the
 * confirmations of `confirm.json`. Its state is in Consul.
 */
import { readFileSync } from "node:fs";
import { App } from "cdktf";
import { ClusterStack, type Confirmation, Job, type JobProps } from "../../../constructs";
import { linkTerraformProviders } from "../../../tools/link-terraform-providers";
import { silent } from "../../../tools/progress";
import { stateKeyPrefix } from "./names";

const { NOMAD_ADDR = "", CONSUL_HTTP_ADDR = "" } = process.env;
const confirm = JSON.parse(readFileSync("confirm.json", "utf8")) as readonly Confirmation[];
const app = new App();
const stack = new ClusterStack(app, "apps", {
  nomad: { address: NOMAD_ADDR },
  consul: { address: CONSUL_HTTP_ADDR },
  state: { consul: stateKeyPrefix },
  guard: { confirm },
});
const jobs = JSON.parse(readFileSync("jobs.json", "utf8")) as readonly JobProps[];
for (const job of jobs) {
  new Job(stack, job.name, { ...job, terraform: { detach: true } });
}
app.synth();
void linkTerraformProviders(app.outdir, silent);
