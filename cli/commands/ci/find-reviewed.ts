import { appendFileSync } from "node:fs";
import { Command } from "commander";
import { CodedError } from "../../../errors/coded-error";
import { reviewedFile } from "../../ci/forge";
import { persist } from "../../ci/persist";
import { pipelineOf } from "../../ci/pipeline";
import { examples } from "../../examples";

/** Returns the command `cdknomad ci find-reviewed`, which finds the reviewed plan of a merged pull request. */
export function findReviewedCommand(): Command {
  return new Command("find-reviewed")
    .description(
      "find the reviewed plan of the pull request that was merged as this commit; on GitLab the file is downloaded, on GitHub a later step downloads it with the outputs",
    )
    .addHelpText("after", examples("cdknomad ci find-reviewed"))
    .action(async () => {
      const { forge, commit, environment } = pipelineOf();
      const pullRequest = await persist(() => forge.mergedAs(commit));
      if (!pullRequest) {
        console.log(`${commit} was not merged from a pull request: nothing was reviewed, so nothing is applied`);
        return;
      }
      const { number, head } = pullRequest;
      const found = await persist(() => forge.reviewedPlan(pullRequest, environment));
      if (!found) {
        throw new CodedError(
          "reviewed-plan-missing",
          `#${number}: there is no plan of ${head} (a pull request from a fork has none, and old plans expire); open a new pull request from a branch of this repository`,
        );
      }
      const outputs = { ...found, file: reviewedFile(head, environment) };
      const lines = Object.entries(outputs).map(([name, value]) => `${name}=${value}\n`);
      if (process.env.GITHUB_OUTPUT) {
        appendFileSync(process.env.GITHUB_OUTPUT, lines.join(""));
      }
      console.log(`#${number} was planned and reviewed at ${head}\n${lines.join("")}`.trimEnd());
    });
}
