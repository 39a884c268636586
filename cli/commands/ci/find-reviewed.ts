import { appendFileSync } from "node:fs";
import { Command } from "commander";
import { reviewedFile } from "../../ci/forge";
import { persist } from "../../ci/persist";
import { pipelineOf } from "../../ci/pipeline";
import { examples } from "../../examples";

/** `cdknomad ci find-reviewed`: what was reviewed in the pull request that was merged as this commit. */
export function findReviewedCommand(): Command {
  return new Command("find-reviewed")
    .description(
      "find what was reviewed in the pull request merged as this commit: on GitLab the file is fetched, on GitHub a later step gets it by the outputs",
    )
    .addHelpText("after", examples("cdknomad ci find-reviewed"))
    .action(async () => {
      const { forge, commit, environment } = pipelineOf();
      const pullRequest = await persist(() => forge.mergedAs(commit));
      if (!pullRequest) {
        console.log(`${commit} came by no pull request: nothing of it was reviewed, so nothing is applied`);
        return;
      }
      const { number, head } = pullRequest;
      const found = await persist(() => forge.reviewedPlan(pullRequest, environment));
      if (!found) {
        throw new Error(
          `#${number}: no plan of ${head} is kept (a fork's pull request has none, and old ones are thrown away); open one from a branch of this repository`,
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
