/** The program under test: a pipeline logs in to Nomad and Consul with its identity, and has no other token. */
import { App } from "cdktf";
import { ClusterStack, ConsulAclPolicy, Namespace } from "../../../../constructs";
import { linkTerraformProviders } from "../../../../tools/link-terraform-providers";
import { silent } from "../../../../tools/progress";

const app = new App();
const authJwt = { authMethod: "ci", tokenVariable: "ci_jwt" };
const stack = new ClusterStack(app, "pipeline", {
  nomad: { address: String(process.env.NOMAD_ADDR), authJwt },
  consul: { address: String(process.env.CONSUL_HTTP_ADDR), authJwt },
});
new Namespace(stack, "pipeline", { name: "pipeline" });
new ConsulAclPolicy(stack, "policy", { name: "pipeline", rules: { keyPrefixes: { "pipeline/": "read" } } });
app.synth();
void linkTerraformProviders(app.outdir, silent);
