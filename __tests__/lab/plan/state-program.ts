/** A job, a variable with a secret, a token and a policy: all that may put a secret into Terraform's state. */
import { App } from "cdktf";
import { own } from "../../../config";
import {
  AclPolicy,
  AclToken,
  ClusterStack,
  ConsulAclPolicy,
  Job,
  Secret,
  statePolicy,
  Variable,
} from "../../../constructs";
import { linkTerraformProviders } from "../../../tools/link-terraform-providers";
import { silent } from "../../../tools/progress";

const app = new App();
const cluster = own(process.env.NOMAD_ADDR ?? "", process.env);
if (process.env.CDKNOMAD_TEST_JOB_ONLY === undefined) {
  const access = new ClusterStack(app, "secrets", cluster);
  new ConsulAclPolicy(access, "state", { name: "state-of-test", rules: statePolicy("cdknomad/state-test", "write") });
  new AclPolicy(access, "policy", {
    name: "state-test-nothing",
    rules: { namespaces: { default: { capabilities: ["list-jobs"] } } },
  });
  new Variable(access, "variable", {
    path: "state-test/upstream",
    items: { user: { plain: "dns" }, password: Secret.fromEnvironment("planted_password") },
  });
  new AclToken(access, "token", { name: "state-test", policies: ["state-test-nothing"] });
}
const jobs = new ClusterStack(app, "jobs", cluster);
new Job(jobs, "job", {
  name: "state-test",
  groups: [{ name: "main", count: 0, tasks: [{ name: "main", driver: "raw_exec", config: { command: "/bin/true" } }] }],
  terraform: { detach: true, purgeOnDestroy: true },
});
app.synth();
void linkTerraformProviders(app.outdir, silent);
