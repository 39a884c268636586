import { type TerraformStack, Testing } from "#cdk";
import { asTerraformReads } from "../constructs/literal";

export { asTerraformReads };

/**
 * The synthesized configuration of a stack, for assertions and snapshots.
 *
 * @see docs/tutorials/first-own-job.md
 */
export interface Synthesized {
  /** Required providers and the backend. */
  readonly terraform: Record<string, unknown>;
  /** Configurations of the providers, by name. */
  readonly provider: Record<string, unknown>;
  /** Arguments of the resources, by type and name. The `jobspec` of a job is an object. */
  readonly resource: Record<string, Record<string, Record<string, unknown>>>;
}

/**
 * Synthesizes a stack, runs its validations, and returns its `cdk.tf.json` as an object. The text of a job is parsed after Terraform's
 * escapes.
 *
 * @throws the error of a construct or a rule
 * @see docs/tutorials/first-own-job.md
 */
export function synthesized(stack: TerraformStack): Synthesized {
  const terraform = JSON.parse(Testing.synth(stack, true)) as Synthesized & { "//"?: unknown };
  delete terraform["//"];
  for (const job of Object.values(terraform.resource?.nomad_job ?? {})) {
    job.jobspec = JSON.parse(asTerraformReads(String(job.jobspec)));
  }
  return terraform;
}
