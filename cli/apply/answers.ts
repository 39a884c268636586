import { writeFileSync } from "node:fs";
import type { StackReport } from "../report/report";

/**
 * Writes the answers of Nomad's scheduler at the plan, for the provider. Terraform plans every resource again at apply and
 * requires the same values, but an allocation may have failed or a node may have joined since. For these answers, the
 * provider does not ask the scheduler again.
 *
 * @returns the environment variable with the path of the file
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
          reviewed: true,
        })}\n`,
  );
  writeFileSync(file, lines.join(""), { mode: 0o600 });
  return { CDKNOMAD_SCHEDULER: file };
}
