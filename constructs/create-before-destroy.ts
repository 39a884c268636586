import { TerraformResource, type TerraformStack } from "cdktf";

/** Types whose objects have no name that somebody chose: a new one may stand beside the old one. */
const NAMELESS = /_acl_(token|binding_rule)$|_attachment$|_dynamic_host_volume/;

/**
 * What of a stack Terraform would make anew before it destroys the former, one message each: an object of Nomad or Consul is
 * known by its name, so that the new one is the old one, and would be gone in the end.
 */
export function createdBeforeDestroyed(stack: TerraformStack): string[] {
  return stack.node
    .findAll()
    .filter(TerraformResource.isTerraformResource)
    .filter(({ terraformResourceType: type }) => /^(nomad|consul)_/.test(type) && !NAMELESS.test(type))
    .filter(({ lifecycle }) => lifecycle?.createBeforeDestroy === true)
    .map(
      ({ node }) =>
        `[${node.path}] lifecycle.createBeforeDestroy: the new one has the name of the old one, so that it would be destroyed with it; leave it out`,
    );
}
