/** Every case of the drift tables as a resource of its own; one job gets another priority if CDKNOMAD_TEST_PRIORITY says so. */
import { App, TerraformResource } from "cdktf";
import { AclPolicy, ClusterStack, Job, Namespace } from "../../../constructs";
import { needConsul } from "../../../constructs/cluster-stack";
import { linkTerraformProviders } from "../../../tools/link-terraform-providers";
import { silent } from "../../../tools/progress";
import { driftCases, driftJob, otherJobs } from "./drift-cases";
import type { Declared } from "./resource-case";
import { groundwork, resourceCases } from "./resource-cases";

const { NOMAD_ADDR = "", CONSUL_HTTP_ADDR = "", CDKNOMAD_TEST_PRIORITY } = process.env;

const app = new App();
const stack = new ClusterStack(app, "drift", { nomad: { address: NOMAD_ADDR }, consul: { address: CONSUL_HTTP_ADDR } });
needConsul(stack);
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
    priority: id === "untouched" && CDKNOMAD_TEST_PRIORITY ? Number(CDKNOMAD_TEST_PRIORITY) : 40,
    terraform: { detach: true, purgeOnDestroy: true },
  });
}
for (const { type, id, attributes } of [...groundwork, ...resourceCases] as readonly Declared[]) {
  const resource = new TerraformResource(stack, `${type}.${id}`, { terraformResourceType: type });
  resource.overrideLogicalId(id);
  for (const [name, value] of Object.entries(attributes)) {
    resource.addOverride(name, value);
  }
}
app.synth();
void linkTerraformProviders(app.outdir, silent);
