import { type TerraformStack, TerraformVariable } from "#cdk";
import { CodedError } from "../errors";

/** How Terraform uses a secret: a write-only one is in no state and no saved plan. */
export type SecretUse = "stored" | "write-only";

/** The Terraform variables that this file declared, and that no stored attribute uses. */
const ephemeral = new WeakSet<TerraformVariable>();

/** @throws CodedError if Terraform does not accept the name of a variable */
export function requireVariableName(name: string): void {
  if (!/^[a-z_][a-z0-9_]*$/.test(name)) {
    throw new CodedError(
      "property-invalid",
      `secret "${name}" cannot be a Terraform variable; use lower-case letters, digits and "_", and set TF_VAR_<name>`,
    );
  }
}

/**
 * Returns the Terraform variable of a secret. A saved plan has the values of all variables, except of those that are ephemeral, which
 * only write-only arguments and the blocks of providers may use.
 */
export function secretVariable(stack: TerraformStack, name: string, use: SecretUse): TerraformVariable {
  const declared = stack.node.tryFindChild(name);
  if (declared !== undefined && "stringValue" in declared) {
    const variable = declared as TerraformVariable;
    if (use === "stored" && ephemeral.delete(variable)) {
      variable.addOverride("ephemeral", undefined);
    }
    return variable;
  }
  const variable = new TerraformVariable(stack, name, {
    type: "string",
    sensitive: true,
    nullable: false,
    description: `a secret; give it by TF_VAR_${name}`,
  });
  variable.overrideLogicalId(name);
  if (use === "write-only") {
    variable.addOverride("ephemeral", true);
    ephemeral.add(variable);
  }
  return variable;
}
