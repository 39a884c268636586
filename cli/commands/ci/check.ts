import { Command } from "commander";
import { CodedError } from "../../../errors/coded-error";
import { requireReportFile } from "../../ci/read-report";
import { differsFromReviewed } from "../../ci/reviewed";
import { examples } from "../../examples";
import { readReport } from "../../plan/folder";

/** Returns the command `cdknomad ci check`, which compares a plan with the reviewed plan. */
export function checkCommand(): Command {
  return new Command("check")
    .description("fail if a plan differs from the reviewed plan in any field")
    .argument("<reviewed>", "report of `cdknomad plan --json` from the pull request")
    .argument("[folder]", "folder of the present plan", "cdknomad.plan")
    .addHelpText("after", examples("cdknomad ci check cdknomad-plan-1f0c2d9.json"))
    .action((file: string, folder: string) => {
      const reviewed = requireReportFile(file);
      if (reviewed.summary.errors > 0) {
        throw new CodedError(
          "report-has-errors",
          "the reviewed plan has errors, so nothing is applied; fix them in a new pull request",
        );
      }
      const plan = readReport(folder);
      const found = differsFromReviewed(reviewed, plan);
      if (found.length > 0) {
        throw new CodedError(
          "plan-stale",
          `the reviewed plan is stale, nothing was applied; open a new pull request for a new plan:\n${found.map((line) => `  ${line}`).join("\n")}`,
        );
      }
      console.log("the plan is the reviewed plan");
    });
}
