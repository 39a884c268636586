/** What a person sets up once, with a management token: the namespace, and what the pipelines may do. */
import { App } from "cdktf";
import { CiAccess, ClusterStack, Namespace } from "../../../constructs";
import { linkTerraformProviders } from "../../../tools/link-terraform-providers";
import { silent } from "../../../tools/progress";
import { namespace, stateKeyPrefix } from "./names";

const { NOMAD_ADDR = "", CONSUL_HTTP_ADDR = "" } = process.env;
const app = new App();
const stack = new ClusterStack(app, "ci-access", {
  nomad: { address: NOMAD_ADDR },
  consul: { address: CONSUL_HTTP_ADDR },
});
const shop = new Namespace(stack, "shop", { name: namespace, description: "what the pipelines are for" });
new CiAccess(stack, "ci", { namespaces: [shop], stateKeyPrefix: `${stateKeyPrefix}/` });
app.synth();
void linkTerraformProviders(app.outdir, silent);
