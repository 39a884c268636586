/** The two commands alone, for tests that type them. */
import { Command } from "commander";
import { applyCommand } from "../../../cli/commands/apply";
import { planCommand } from "../../../cli/commands/plan";

new Command("cdknomad")
  .addCommand(planCommand())
  .addCommand(applyCommand())
  .parseAsync()
  .catch((error: Error) => {
    console.error(`error: ${error.message}`);
    process.exitCode = 1;
  });
