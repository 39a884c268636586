import { type TerraformStack, TerraformVariable } from "#cdk";
import { CodedError } from "../errors";

/** @throws CodedError if Terraform does not accept the name of a variable (`property-invalid`) */
export function requireVariableName(name: string): void {
  if (!/^[a-z_][a-z0-9_]*$/.test(name)) {
    throw new CodedError(
      "property-invalid",
      `secret "${name}" cannot be a Terraform variable; use lower-case letters, digits and "_", and set TF_VAR_<name>`,
    );
  }
}

/**
 * Returns the Terraform variable of a secret.
 *
 * @param isEphemeral whether only write-only arguments and blocks of providers use it. Then a saved plan does not have its value, as it
 * has the values of all other variables.
 */
export function secretVariable(stack: TerraformStack, name: string, isEphemeral: boolean): TerraformVariable {
  const declared = stack.node.tryFindChild(name);
  if (declared !== undefined && "stringValue" in declared) {
    return declared as TerraformVariable;
  }
  const variable = new TerraformVariable(stack, name, {
    type: "string",
    sensitive: true,
    nullable: false,
    description: `a secret; give it by TF_VAR_${name}`,
  });
  variable.overrideLogicalId(name);
  if (isEphemeral) {
    variable.addOverride("ephemeral", true);
  }
  return variable;
}
