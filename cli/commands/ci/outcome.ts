import { Argument, Command } from "commander";
import { type PlanOutcome, putOutcome } from "../../ci/comment";
import { persist } from "../../ci/persist";
import { pipelineOf } from "../../ci/pipeline";
import { examples } from "../../examples";

/** Returns the command `cdknomad ci outcome`, which adds the outcome to the comment of the pull request. */
export function outcomeCommand(): Command {
  return new Command("outcome")
    .description("write into the comment of the merged pull request whether its plan was applied")
    .addArgument(new Argument("<outcome>", "outcome of the plan").choices(["applied", "failed"]))
    .addHelpText("after", examples("cdknomad ci outcome applied"))
    .action(async (outcome: PlanOutcome) => {
      const { forge, commit, log, environment } = pipelineOf();
      const pullRequest = await persist(() => forge.mergedAs(commit));
      if (!pullRequest) {
        console.log(`${commit} was not merged from a pull request; there is no comment to complete`);
        return;
      }
      const { number } = pullRequest;
      const there = await persist(() => putOutcome(forge, number, outcome, log, environment));
      console.log(there ? `#${number}: ${outcome}` : `#${number} has no comment with a plan`);
    });
}
