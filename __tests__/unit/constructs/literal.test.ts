import { App, TerraformOutput, TerraformStack, TerraformVariable, Testing } from "cdktf";
import fc from "fast-check";
import { literal } from "../../../constructs/literal";
import { asTerraformReads } from "../../../testing";

describe("a text in cdk.tf.json", () => {
  it("keeps Nomad's interpolation from Terraform", () => {
    expect(literal(`\${attr.kernel.name} %{ if true }`)).toBe(`$\${attr.kernel.name} %%{ if true }`);
  });

  it("leaves a reference that cdktf put there", () => {
    const stack = new TerraformStack(new App(), "cluster");
    const variable = new TerraformVariable(stack, "image", {});
    new TerraformOutput(stack, "text", { value: literal(`${variable.stringValue} \${node.unique.name}`) });
    expect(JSON.parse(Testing.synth(stack)).output.text.value).toBe(`\${var.image} $\${node.unique.name}`);
  });

  it("is read by Terraform as it was written", () => {
    // Runs of "$" before "${" are left out: Terraform's own escape cannot distinguish them.
    const text = fc.array(fc.constantFrom("${", "%{", "}", "a", '"', "\n", " ")).map((parts) => parts.join(""));
    fc.assert(fc.property(text, (written) => asTerraformReads(literal(written)) === written));
  });
});
