import type { Construct } from "constructs";
import { withCode } from "../errors";
import { usesOfficialProviders } from "./cluster-stack";

/**
 * Adds an error to the synthesis if the official providers manage a construct that uses an attribute of the provider of cdknomad.
 *
 * @param problem the place, and what the official provider does with the attribute
 */
export function requireOwnProvider(scope: Construct, problem: string): void {
  if (usesOfficialProviders(scope)) {
    const message = `${problem}; use providers: "cdknomad", or leave it out`;
    scope.node.addValidation({ validate: () => [withCode("property-invalid", message)] });
  }
}
