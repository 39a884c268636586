import { type TerraformStack, Testing } from "#cdk";
import { asTerraformReads } from "../constructs/literal";

export { asTerraformReads };

/**
 * What a stack synthesizes, with its validations run, for a person to review.
 *
 * @see docs/tutorials/first-own-job.md
 */
export interface Synthesized {
  readonly terraform: Record<string, unknown>;
  readonly provider: Record<string, unknown>;
  readonly resource: Record<string, Record<string, Record<string, unknown>>>;
}

/**
 * The stack's Terraform as an object; the text of a job is parsed, the way Terraform reads it.
 *
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
