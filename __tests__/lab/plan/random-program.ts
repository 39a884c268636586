/** The resources and outputs in the file that CDKNOMAD_TEST_PROGRAM names. */
import { readFileSync } from "node:fs";
import { App, TerraformOutput, TerraformResource } from "cdktf";
import { ClusterStack } from "../../../constructs";
import { needConsul } from "../../../constructs/cluster-stack";
import { linkTerraformProviders } from "../../../tools/link-terraform-providers";
import { silent } from "../../../tools/progress";
import type { RandomStack } from "./random-stack";

const { NOMAD_ADDR = "", CONSUL_HTTP_ADDR = "", CDKNOMAD_TEST_PROGRAM = "" } = process.env;

const app = new App();
const stack = new ClusterStack(app, "random", {
  nomad: { address: NOMAD_ADDR },
  consul: { address: CONSUL_HTTP_ADDR },
});
needConsul(stack);
const { resources, outputs }: RandomStack = JSON.parse(readFileSync(CDKNOMAD_TEST_PROGRAM, "utf8"));
for (const { type, id, attributes } of resources) {
  const resource = new TerraformResource(stack, `${type}.${id}`, { terraformResourceType: type });
  resource.overrideLogicalId(id);
  for (const [name, value] of Object.entries(attributes)) {
    resource.addOverride(name, value);
  }
}
for (const [name, value] of Object.entries(outputs)) {
  new TerraformOutput(stack, `output.${name}`, { value }).overrideLogicalId(name);
}
app.synth();
void linkTerraformProviders(app.outdir, silent);
