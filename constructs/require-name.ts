import type { Construct } from "constructs";
import { CodedError } from "../errors";

/**
 * Refuses what Nomad takes neither for a namespace nor for the name of a policy, a role or an auth method.
 *
 * @param scope the construct that has the name, for the message
 * @param what what is named, with its article, such as `a policy`
 * @param name the name
 * @throws Error when the name is not 1 to 128 letters, digits and `-`
 */
export function requireName(scope: Construct, what: string, name: string): void {
  if (!/^[A-Za-z0-9-]{1,128}$/.test(name)) {
    throw new CodedError(
      "property-invalid",
      `[${scope.node.path}] name: "${name}" is not ${what} name; use 1 to 128 letters, digits and "-"`,
    );
  }
}
