import { Command } from "commander";
import { putDriftIssue } from "../../ci/drift-issue";
import { persist } from "../../ci/persist";
import { pipelineOf } from "../../ci/pipeline";
import { requireReportFile } from "../../ci/read-report";
import { examples } from "../../examples";

/** `cdknomad ci drift-issue`: one open issue while something has drifted. */
export function driftIssueCommand(): Command {
  return new Command("drift-issue")
    .description("open, update or close the one issue that tells what somebody changed on the cluster")
    .argument("<report>", "what `cdknomad plan --drift-only --json` wrote")
    .addHelpText("after", examples("cdknomad ci drift-issue cdknomad-drift.json"))
    .action(async (file: string) => {
      const { forge, log, environment } = pipelineOf();
      const report = requireReportFile(file);
      const done = await persist(() => putDriftIssue(forge, report, log, environment));
      console.log(done === "none" ? "nothing has drifted, and no issue is open" : `the issue of the drift is ${done}`);
    });
}
