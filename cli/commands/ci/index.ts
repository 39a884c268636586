import { Command } from "commander";
import { examples } from "../../examples";
import { checkCommand } from "./check";
import { commentCommand } from "./comment";
import { driftIssueCommand } from "./drift-issue";
import { findReviewedCommand } from "./find-reviewed";
import { outcomeCommand } from "./outcome";

/** Returns the command `cdknomad ci` with the steps that the workflows of GitHub Actions and GitLab CI share. */
export function ciCommand(): Command {
  return new Command("ci")
    .description("steps of a pipeline: plan in pull requests, apply the reviewed plan, report drift as an issue")
    .addHelpText("after", examples("cdknomad ci comment cdknomad-plan-1f0c2d9.json", "cdknomad ci find-reviewed"))
    .addCommand(commentCommand())
    .addCommand(findReviewedCommand())
    .addCommand(checkCommand())
    .addCommand(outcomeCommand())
    .addCommand(driftIssueCommand());
}
