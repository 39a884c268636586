import { TerraformResource, type TerraformStack } from "#cdk";
import { withCode } from "../errors";
import { encodedJson } from "./generated-text";

/** Resources of Consul whose configuration is a JSON document, which a program writes with `JSON.stringify`. */
const TYPES = new Set(["consul_config_entry", "consul_acl_auth_method"]);

/**
 * Lets Terraform encode the runtime values in the JSON documents of a stack's configuration entries and auth methods of Consul. Pasted
 * into a document, a value could end its own string, and add an intention.
 *
 * @returns what is wrong: documents with a runtime value in a place where it cannot be encoded
 */
export function encodeConfigurations(stack: TerraformStack): string[] {
  return stack.node
    .findAll()
    .filter(TerraformResource.isTerraformResource)
    .flatMap((resource) => {
      if (!TYPES.has(resource.terraformResourceType)) {
        return [];
      }
      return (["configJson", "configJsonWo"] as const).flatMap((argument) => {
        if (!hasConfiguration(resource, argument)) {
          return [];
        }
        const encoded = encodedJson(resource[`${argument}Input`]);
        if (encoded === undefined) {
          return withCode(
            "property-invalid",
            `[${resource.node.path}] ${argument}: it contains a runtime value and is not a JSON document; write it with JSON.stringify({ ... }) or Fn.jsonencode({ ... })`,
          );
        }
        Object.assign(resource, { [argument]: encoded });
        return [];
      });
    });
}

function hasConfiguration<T extends object, A extends string>(
  resource: T,
  argument: A,
): resource is T & Readonly<Record<`${A}Input`, string>> {
  const input = `${argument}Input`;
  return input in resource && typeof resource[input as keyof T] === "string";
}
