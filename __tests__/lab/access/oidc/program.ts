/** The program under test: login by way of an OpenID provider, one group of which may read jobs. */
import { App } from "cdktf";
import { AclRole, AuthMethod, BindingRule, ClusterStack, Namespace, Secret } from "../../../../constructs";
import { linkTerraformProviders } from "../../../../tools/link-terraform-providers";
import { silent } from "../../../../tools/progress";

const app = new App();
const stack = new ClusterStack(app, "oidc", { nomad: { address: String(process.env.NOMAD_ADDR) } });
const readers = new AclRole(stack, "readers", { name: "readers" });
Namespace.fromName("default").grantReadJobs(readers);
const home = new AuthMethod(stack, "home", {
  name: "home",
  maxTokenTtl: "15m",
  login: {
    type: "OIDC",
    discoveryUrl: String(process.env.OIDC_ISSUER),
    clientId: "nomad",
    clientSecret: Secret.fromEnvironment("oidc_client_secret"),
    redirectUris: ["http://localhost:4649/oidc/callback"],
    scopes: ["groups"],
    listClaimMappings: { groups: "groups" },
  },
});
new BindingRule(stack, "users-read", {
  authMethod: home,
  selector: '"users" in list.groups',
  bind: { role: readers },
});
app.synth();
void linkTerraformProviders(app.outdir, silent);
