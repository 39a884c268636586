import { Command } from "commander";
import { planComment, putComment } from "../../ci/comment";
import { persist } from "../../ci/persist";
import { pipelineOf } from "../../ci/pipeline";
import { readReportFile } from "../../ci/read-report";
import { examples } from "../../examples";

/** `cdknomad ci comment`: the report as the one comment on this pull request. */
export function commentCommand(): Command {
  return new Command("comment")
    .description(
      "put the plan's report into the one comment on this pull request; without a report, that there is none",
    )
    .argument("<report>", "what `cdknomad plan --json` wrote")
    .addHelpText("after", examples("cdknomad ci comment cdknomad-plan-1f0c2d9.json"))
    .action(async (file: string) => {
      const { forge, pullRequest, commit, log, environment } = pipelineOf();
      if (pullRequest === undefined) {
        throw new Error("this run is about no pull request, so there is nothing to comment on");
      }
      const report = readReportFile(file);
      const body = planComment(
        { ...(report && { report }), commit, log, ...(environment !== undefined && { environment }) },
        forge.commentLimit,
      );
      const done = await persist(() => putComment(forge, pullRequest, body, environment));
      console.log(`the comment on #${pullRequest} is ${done}`);
    });
}
