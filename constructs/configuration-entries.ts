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
      if (!TYPES.has(resource.terraformResourceType) || !hasConfiguration(resource)) {
        return [];
      }
      const encoded = encodedJson(resource.configJsonInput);
      if (encoded === undefined) {
        return withCode(
          "property-invalid",
          `[${resource.node.path}] configJson: it contains a runtime value and is not a JSON document; write it with JSON.stringify({ ... }) or Fn.jsonencode({ ... })`,
        );
      }
      resource.configJson = encoded;
      return [];
    });
}

function hasConfiguration<T extends object>(
  resource: T,
): resource is T & { readonly configJsonInput: string; configJson: string } {
  return "configJsonInput" in resource && typeof resource.configJsonInput === "string";
}
