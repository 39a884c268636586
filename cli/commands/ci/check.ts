import { Command } from "commander";
import { requireReportFile } from "../../ci/read-report";
import { differsFromReviewed } from "../../ci/reviewed";
import { examples } from "../../examples";
import { readReport } from "../../plan/folder";

/** `cdknomad ci check`: whether a plan is the one that was reviewed. */
export function checkCommand(): Command {
  return new Command("check")
    .description("refuse a plan that is not, to the last field, the one that was reviewed")
    .argument("<reviewed>", "what `cdknomad plan --json` wrote in the pull request")
    .argument("[folder]", "what `cdknomad plan` saved now", "cdknomad.plan")
    .addHelpText("after", examples("cdknomad ci check cdknomad-plan-1f0c2d9.json"))
    .action((file: string, folder: string) => {
      const reviewed = requireReportFile(file);
      if (reviewed.summary.errors > 0) {
        throw new Error("the reviewed plan has errors, so nothing is applied; mend them in a new pull request");
      }
      const plan = readReport(folder);
      const found = differsFromReviewed(reviewed, plan);
      if (found.length > 0) {
        throw new Error(
          `what was reviewed is stale, nothing was written; open a new pull request to see what would change now:\n${found.map((line) => `  ${line}`).join("\n")}`,
        );
      }
      console.log("the plan is the one that was reviewed");
    });
}
