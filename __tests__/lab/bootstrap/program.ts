/** The two commands under test, as a program of their own. */
import { Command } from "commander";
import { bootstrapCommand } from "../../../cli/commands/bootstrap";
import { envCommand } from "../../../cli/commands/env";

new Command("cdknomad")
  .addCommand(bootstrapCommand())
  .addCommand(envCommand())
  .parseAsync()
  .catch((error: Error) => {
    console.error(`error: ${error.message}`);
    process.exitCode = 1;
  });
