import type { TerraformStack } from "#cdk";
import { requireVariableName, secretVariable } from "./secret-variable";

/**
 * Login of the providers with a JSON web token of another issuer, such as that of a pipeline. It replaces every other token.
 *
 * @see https://developer.hashicorp.com/nomad/docs/secure/authentication/jwt#jwt-verification
 * @see https://developer.hashicorp.com/consul/docs/secure/acl/auth-method/jwt
 */
export interface AuthJwtSettings {
  /** Name of the auth method of the type JWT. */
  readonly authMethod: string;
  /** Name of the Terraform variable with the JSON web token, such as `ci_jwt`. The environment variable is then `TF_VAR_ci_jwt`. */
  readonly tokenVariable: string;
}

/**
 * Returns the arguments of a login for the block of a provider.
 *
 * @param isEphemeral whether a saved plan must not have the token
 * @throws CodedError if Terraform does not accept the name of the variable (`property-invalid`)
 */
export function authJwtArguments(
  stack: TerraformStack,
  { authMethod, tokenVariable }: AuthJwtSettings,
  isEphemeral: boolean,
): { readonly authMethod: string; readonly token: string } {
  requireVariableName(tokenVariable);
  return { authMethod, token: secretVariable(stack, tokenVariable, isEphemeral).stringValue };
}
