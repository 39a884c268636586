import { Construct } from "constructs";
import { type ITerraformDependable, TerraformStack } from "#cdk";
import { CodedError } from "../errors";

/**
 * Makes a construct depend on others. Terraform knows no dependency on a resource of another state, so an object of another stack
 * makes that whole stack a dependency: it is applied first.
 *
 * @param scope the construct that needs the others
 * @param dependables what must exist before it
 * @returns those of its own stack, for `dependsOn`
 * @throws CodedError if the stacks would depend on each other (`stack-cycle`)
 */
export function dependenciesOf(scope: Construct, dependables: readonly ITerraformDependable[]): ITerraformDependable[] {
  const stack = TerraformStack.of(scope);
  return dependables.filter((dependable) => {
    if (!Construct.isConstruct(dependable)) {
      return true;
    }
    const other = TerraformStack.of(dependable);
    if (other === stack) {
      return true;
    }
    if (!stack.dependsOn(other)) {
      if (other.dependsOn(stack)) {
        throw new CodedError(
          "stack-cycle",
          `[${scope.node.path}] it needs [${dependable.node.path}], but the stack "${other.node.id}" depends on "${stack.node.id}"; move one of the two into the same stack`,
        );
      }
      stack.addDependency(other);
    }
    return false;
  });
}
