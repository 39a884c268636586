import type { TerraformStack } from "#cdk";
import { Token } from "#cdk";
import { parseAddress } from "../clients/parse-address";
import { CodedError } from "../errors";

const VARIABLES = {
  nomad: { address: "NOMAD_ADDR", auth: "NOMAD_HTTP_AUTH" },
  consul: { address: "CONSUL_HTTP_ADDR", auth: "CONSUL_HTTP_AUTH" },
} as const;

/**
 * Returns the address of a server for `cdk.tf.json`: without a user name and password, which the providers read from the environment
 * variables when they run.
 *
 * @throws CodedError if the settings have credentials that the variables do not have (`property-invalid`)
 */
export function serverAddress(stack: TerraformStack, product: "nomad" | "consul", address: string): string {
  if (Token.isUnresolved(address) || !address.includes("@")) {
    return address;
  }
  const variables = VARIABLES[product];
  const { [variables.address]: given = "", [variables.auth]: auth = "" } = process.env;
  if (!given.includes("@") && auth === "") {
    throw new CodedError(
      "property-invalid",
      `[${stack.node.path}] ${product}.address: it has a user name and a password, which would be written to cdk.tf.json; remove them from the address, and set ${variables.auth} to NAME:PASSWORD`,
    );
  }
  return parseAddress(product, address).address;
}
