import { Command } from "commander";
import pc from "picocolors";
import { errorText } from "../errors";
import { codeArgumentErrors } from "./argument-errors";
import { visible } from "./report/visible";
import { maskMessage } from "./secrets/mask-text";
import { beVerbose, isVerbose } from "./verbose";

/** The commands, in the order of the help. Each is a line, under its own name, and is loaded when it is typed. */
const commands: Readonly<Record<string, () => Command>> = {
  init: () => (require("./commands/init") as typeof import("./commands/init")).initCommand(),
  up: () => (require("./commands/up") as typeof import("./commands/up")).upCommand(),
  lab: () => (require("./commands/lab") as typeof import("./commands/lab")).labCommand(),
  plan: () => (require("./commands/plan") as typeof import("./commands/plan")).planCommand(),
  apply: () => (require("./commands/apply") as typeof import("./commands/apply")).applyCommand(),
  ci: () => (require("./commands/ci") as typeof import("./commands/ci")).ciCommand(),
  unlock: () => (require("./commands/unlock") as typeof import("./commands/unlock")).unlockCommand(),
  import: () => (require("./commands/import") as typeof import("./commands/import")).importCommand(),
  compare: () => (require("./commands/compare") as typeof import("./commands/compare")).compareCommand(),
  graph: () => (require("./commands/graph") as typeof import("./commands/graph")).graphCommand(),
  bootstrap: () => (require("./commands/bootstrap") as typeof import("./commands/bootstrap")).bootstrapCommand(),
  env: () => (require("./commands/env") as typeof import("./commands/env")).envCommand(),
  completion: () => (require("./commands/completion") as typeof import("./commands/completion")).completionCommand(),
  explain: () => (require("./commands/explain") as typeof import("./commands/explain")).explainCommand(),
  cache: () => (require("./commands/cache") as typeof import("./commands/cache")).cacheCommand(),
  doctor: () => (require("./commands/doctor") as typeof import("./commands/doctor")).doctorCommand(),
};

const program = new Command("cdknomad")
  .description("a Nomad + Consul cluster as code: what cdktf itself does not have")
  .option("--verbose", "show the whole of an error, with its stack", beVerbose)
  .showHelpAfterError("(cdknomad --help lists the commands)");

async function run(typed: readonly string[]): Promise<void> {
  // No option of the program itself takes a value, so the first word is the name of the command. For another word, or none,
  // the help lists all commands.
  const name = typed.find((word) => !word.startsWith("-"));
  const meant = Object.entries(commands).filter(([command]) => command === name);
  for (const [, load] of meant.length > 0 ? meant : Object.entries(commands)) {
    program.addCommand(load());
  }
  codeArgumentErrors(program);
  if (name === "complete") {
    await (require("./complete") as typeof import("./complete")).answerCompletions(program);
  }
  await program.parseAsync();
}

run(process.argv.slice(2)).catch((error: unknown) => {
  // Servers' answers and names from the cluster are in it, and may not write to the terminal; and addresses, which may have passwords.
  console.error(`${pc.red("error:")} ${visible(maskMessage(errorText(error)))}`);
  if (isVerbose() && error instanceof Error) {
    console.error(visible(maskMessage(error.stack ?? "")));
  }
  process.exitCode = 1;
});
