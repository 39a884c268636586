import type { Construct } from "constructs";
import { CodedError } from "../errors";

/**
 * Checks a name of a namespace, policy, role, or auth method.
 *
 * @param scope the construct that has the name, for the message
 * @param what the kind of the object with its article, such as `a policy`
 * @param name the name
 * @throws CodedError if the name is not 1 to 128 letters, digits and `-` (`property-invalid`)
 */
export function requireName(scope: Construct, what: string, name: string): void {
  if (!/^[A-Za-z0-9-]{1,128}$/.test(name)) {
    throw new CodedError(
      "property-invalid",
      `[${scope.node.path}] name: "${name}" is not ${what} name; use 1 to 128 letters, digits and "-"`,
    );
  }
}
