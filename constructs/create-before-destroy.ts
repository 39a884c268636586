import { TerraformResource, type TerraformStack } from "#cdk";
import { withCode } from "../errors";
import { resourceTypes } from "./resource-types";

/**
 * Finds the resources of a stack that set `lifecycle.createBeforeDestroy` although their type does not allow it, and returns
 * one message for each. Nomad and Consul identify such an object by its name: Terraform would create the new object under
 * the name of the old one and then destroy both.
 */
export function createdBeforeDestroyed(stack: TerraformStack): string[] {
  return stack.node
    .findAll()
    .filter(TerraformResource.isTerraformResource)
    .filter(({ lifecycle }) => lifecycle?.createBeforeDestroy === true)
    .filter(({ terraformResourceType: type }) => resourceTypes.get(type)?.createBeforeDestroy !== true)
    .filter(({ terraformResourceType: type }) => /^(nomad|consul)_/.test(type))
    .map(({ node }) =>
      withCode(
        "property-invalid",
        `[${node.path}] lifecycle.createBeforeDestroy: the new object has the name of the old one, so Terraform would destroy it together with the old one; leave createBeforeDestroy out`,
      ),
    );
}
