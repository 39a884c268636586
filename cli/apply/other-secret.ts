import type { TerraformEvent } from "../terraform/terraform";

type Diagnostic = NonNullable<TerraformEvent["diagnostic"]>;

/**
 * Returns what an error of Terraform means if a secret at apply is not the one of the plan, otherwise the error. Terraform plans again when
 * it applies, and calls another hash of a write-only argument a bug of the provider.
 */
export function withOtherSecret(diagnostic: Diagnostic): Diagnostic {
  const [, argument] = /\.(\w+_wo)_hash\b/.exec(diagnostic.detail ?? "") ?? [];
  if (argument === undefined || !/inconsistent final plan/i.test(diagnostic.summary)) {
    return diagnostic;
  }
  const address = /nomad_\w+\.[\w-]+|consul_\w+\.[\w-]+/.exec(diagnostic.detail ?? "")?.[0] ?? "a resource";
  return {
    ...diagnostic,
    // the code is one of the providers, whose plan it is
    summary: `${address}: ${argument} has another value than the plan has seen (changed-since-plan)`,
    detail:
      "it was not written; a saved plan has no secrets, so plan and apply read them: plan again, and apply with the same TF_VAR_ variables and files",
  };
}
