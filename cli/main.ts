import { Command } from "commander";
import pc from "picocolors";
import { applyCommand } from "./commands/apply";
import { bootstrapCommand } from "./commands/bootstrap";
import { doctorCommand } from "./commands/doctor";
import { envCommand } from "./commands/env";
import { importCommand } from "./commands/import";
import { labCommand } from "./commands/lab";
import { planCommand } from "./commands/plan";
import { upCommand } from "./commands/up";

const program = new Command("cdknomad")
  .description("a Nomad + Consul cluster as code: what cdktf itself does not have")
  .option("--verbose", "show the whole of an error, with its stack")
  .showHelpAfterError("(cdknomad --help tells what there is)")
  .addCommand(upCommand())
  .addCommand(labCommand())
  .addCommand(planCommand())
  .addCommand(applyCommand())
  .addCommand(importCommand())
  .addCommand(bootstrapCommand())
  .addCommand(envCommand())
  .addCommand(doctorCommand());

program.parseAsync().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  console.error(`${pc.red("error:")} ${message}`);
  if (program.opts().verbose && error instanceof Error) {
    console.error(error.stack);
  }
  process.exitCode = 1;
});
