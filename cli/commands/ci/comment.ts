import { Command } from "commander";
import { CodedError } from "../../../errors/coded-error";
import { planComment, putComment } from "../../ci/comment";
import { persist } from "../../ci/persist";
import { pipelineOf } from "../../ci/pipeline";
import { readReportFile } from "../../ci/read-report";
import { examples } from "../../examples";

/** Returns the command `cdknomad ci comment`, which writes the report into the one comment on the pull request. */
export function commentCommand(): Command {
  return new Command("comment")
    .description("write the report of the plan, or that there is none, into the one comment on this pull request")
    .argument("<report>", "report of `cdknomad plan --json`")
    .addHelpText("after", examples("cdknomad ci comment cdknomad-plan-1f0c2d9.json"))
    .action(async (file: string) => {
      const { forge, pullRequest, commit, log, environment } = pipelineOf();
      if (pullRequest === undefined) {
        throw new CodedError(
          "no-pull-request",
          "this run has no pull request to comment on; run the command in a pipeline of a pull request",
        );
      }
      const report = readReportFile(file);
      const body = planComment(
        { ...(report && { report }), commit, log, ...(environment !== undefined && { environment }) },
        forge.commentLimit,
      );
      const done = await persist(() => putComment(forge, pullRequest, body, environment));
      console.log(`the comment on #${pullRequest} was ${done}`);
    });
}
