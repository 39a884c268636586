import { writeFileSync } from "node:fs";
import type { StackReport } from "../plan/report";

/**
 * Writes what Nomad's scheduler answered at the plan, for the provider. Terraform plans every resource once more at apply
 * and insists on the same values, whereas on the cluster an allocation may have failed or a node come.
 *
 * @returns the variable with which the provider is told
 */
export function writeAnswers({ resources }: StackReport, file: string): NodeJS.ProcessEnv {
  const lines = resources.flatMap(({ job, action, scheduler }) =>
    job?.specification === undefined || Object.keys(scheduler).length === 0
      ? []
      : `${JSON.stringify({
          job: `${job.namespace}/${job.id}`,
          specification: job.specification,
          create: action !== "update",
          scheduler,
        })}\n`,
  );
  writeFileSync(file, lines.join(""), { mode: 0o600 });
  return { CDKNOMAD_SCHEDULER: file };
}
