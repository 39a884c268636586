/** A program with a policy of Consul and a job, of which CDKNOMAD_TEST_HAS lists those that it has. Only its settings know Consul. */
import { App } from "cdktf";
import { ClusterStack, ConsulAclPolicy, Job } from "../../../constructs";
import { linkTerraformProviders } from "../../../tools/link-terraform-providers";
import { silent } from "../../../tools/progress";

const { CDKNOMAD_TEST_HAS = "", CDKNOMAD_TEST_CONSUL = "", CDKNOMAD_TEST_CONSUL_TOKEN = "" } = process.env;
const has = new Set(CDKNOMAD_TEST_HAS.split(","));

const app = new App();
const stack = new ClusterStack(app, "both", {
  nomad: { address: process.env.NOMAD_ADDR ?? "" },
  consul: { address: CDKNOMAD_TEST_CONSUL, tokenFile: CDKNOMAD_TEST_CONSUL_TOKEN },
});
if (has.has("policy")) {
  new ConsulAclPolicy(stack, "policy", { name: "orphan", rules: { operator: "read" } });
}
if (has.has("job")) {
  new Job(stack, "job", {
    name: "beside-orphan",
    groups: [
      {
        name: "g",
        count: 0,
        tasks: [
          { name: "t", driver: "raw_exec", config: { command: "/bin/true" }, resources: { cpu: 10, memory: 16 } },
        ],
      },
    ],
    terraform: { purgeOnDestroy: true },
  });
}
app.synth();
void linkTerraformProviders(app.outdir, silent);
