import { Command } from "commander";
import { putDriftIssue } from "../../ci/drift-issue";
import { persist } from "../../ci/persist";
import { pipelineOf } from "../../ci/pipeline";
import { requireReportFile } from "../../ci/read-report";
import { examples } from "../../examples";

/** Returns the command `cdknomad ci drift-issue`, which keeps one issue open while there is drift. */
export function driftIssueCommand(): Command {
  return new Command("drift-issue")
    .description("open, update, or close the one issue about changes on the cluster")
    .argument("<report>", "report of `cdknomad plan --drift-only --json`")
    .addHelpText("after", examples("cdknomad ci drift-issue cdknomad-drift.json"))
    .action(async (file: string) => {
      const { forge, log, environment } = pipelineOf();
      const report = requireReportFile(file);
      const done = await persist(() => putDriftIssue(forge, report, log, environment));
      console.log(done === "none" ? "there is no drift, and no issue is open" : `the drift issue was ${done}`);
    });
}
