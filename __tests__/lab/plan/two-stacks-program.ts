/**
 * Two stacks between which the program moves objects; after the cases 31, 33, and h of public reports. CDKNOMAD_TEST_IN says which
 * stack declares the objects, CDKNOMAD_TEST_DEPENDS which stack depends on the other one.
 */
import { KeyPrefix } from "@cdktf/provider-consul/lib/key-prefix";
import { App, TerraformOutput } from "cdktf";
import { AclPolicy, ClusterStack, Job, type JobProps, Namespace, Variable } from "../../../constructs";
import { linkTerraformProviders } from "../../../tools/link-terraform-providers";
import { silent } from "../../../tools/progress";

const {
  NOMAD_ADDR = "",
  CONSUL_HTTP_ADDR = "",
  CDKNOMAD_TEST_IN = "a",
  CDKNOMAD_TEST_DEPENDS,
  CDKNOMAD_TEST_OUTPUT,
  CDKNOMAD_TEST_MEMORY = "16",
  CDKNOMAD_TEST_TWICE,
  CDKNOMAD_TEST_EXTRA,
} = process.env;

const settings = { nomad: { address: NOMAD_ADDR }, consul: { address: CONSUL_HTTP_ADDR } };
const app = new App();
const a = new ClusterStack(app, "a", settings);
const b = new ClusterStack(app, "b", settings);
if (CDKNOMAD_TEST_DEPENDS === "b-on-a") {
  b.addDependency(a);
}
const props = (name: string, count: number, memory = 16): JobProps => ({
  name,
  groups: [
    {
      name: "web",
      count,
      tasks: [
        {
          name: "web",
          driver: "raw_exec",
          config: { command: "/bin/sleep", args: ["infinity"] },
          resources: { cpu: 20, memory },
        },
      ],
    },
  ],
});
const place = CDKNOMAD_TEST_IN === "b" ? b : a;
new Job(place, "mover", props("mover", 1, Number(CDKNOMAD_TEST_MEMORY)));
new Namespace(place, "moving", { name: "moving", description: "moves" });
new AclPolicy(place, "moving-read", { name: "moving-read", rules: { namespaces: { default: { policy: "read" } } } });
new Variable(place, "settings", { path: "moving/settings", items: { level: { plain: "info" } } });
new KeyPrefix(place, "keys", { pathPrefix: "moving/", subkeys: { level: "info" } });
new Job(a, "ja", { ...props("stays-a", 0), terraform: { purgeOnDestroy: true } });
new Job(b, "jb", { ...props("stays-b", 0), terraform: { purgeOnDestroy: true } });
if (CDKNOMAD_TEST_EXTRA) {
  new AclPolicy(a, "extra", { name: "moving-extra", rules: { namespaces: { default: { policy: "read" } } } });
}
if (CDKNOMAD_TEST_TWICE) {
  new KeyPrefix(b, "twice", { pathPrefix: "moving/twice/", subkeys: { X: "1" } });
}
if (CDKNOMAD_TEST_OUTPUT) {
  new TerraformOutput(a, "endpoint", { value: CDKNOMAD_TEST_OUTPUT });
  new TerraformOutput(a, "password", { value: `pw-${CDKNOMAD_TEST_OUTPUT}`, sensitive: true });
}
app.synth();
void linkTerraformProviders(app.outdir, silent);
