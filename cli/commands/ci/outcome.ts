import { Argument, Command } from "commander";
import { type PlanOutcome, putOutcome } from "../../ci/comment";
import { persist } from "../../ci/persist";
import { pipelineOf } from "../../ci/pipeline";
import { examples } from "../../examples";

/** `cdknomad ci outcome`: says in the pull request's comment whether the plan was applied. */
export function outcomeCommand(): Command {
  return new Command("outcome")
    .description("say in the comment of the pull request that was merged what became of its plan")
    .addArgument(new Argument("<outcome>", "what became of it").choices(["applied", "failed"]))
    .addHelpText("after", examples("cdknomad ci outcome applied"))
    .action(async (outcome: PlanOutcome) => {
      const { forge, commit, log, environment } = pipelineOf();
      const pullRequest = await persist(() => forge.mergedAs(commit));
      if (!pullRequest) {
        console.log(`${commit} came by no pull request; there is no comment to complete`);
        return;
      }
      const { number } = pullRequest;
      const there = await persist(() => putOutcome(forge, number, outcome, log, environment));
      console.log(there ? `#${number}: ${outcome}` : `#${number} has no comment of a plan`);
    });
}
