import { Command } from "commander";
import pc from "picocolors";
import { errorText } from "../errors";
import { codeArgumentErrors } from "./argument-errors";
import { addCommands, type CommandList } from "./command-list";
import { endLogins } from "./end-logins";
import { visible } from "./report/visible";
import { printElections } from "./report-elections";
import { beVerbose, isVerbose } from "./verbose";

/** The commands, in the order of the help. */
const commands: CommandList = {
  init: {
    summary: "make a new project",
    load: () => (require("./commands/init") as typeof import("./commands/init")).initCommand(),
  },
  up: {
    summary: "bring the lab up and deploy all stacks to it",
    load: () => (require("./commands/up") as typeof import("./commands/up")).upCommand(),
  },
  dev: {
    summary: "register each changed job in the lab while you edit",
    load: () => (require("./commands/dev") as typeof import("./commands/dev")).devCommand(),
  },
  lab: {
    summary: "a throwaway cluster of real Nomad and Consul on this machine",
    load: (typed) => (require("./commands/lab") as typeof import("./commands/lab")).labCommand(typed),
  },
  plan: {
    summary: "show what would change, and what was changed on the cluster",
    load: () => (require("./commands/plan") as typeof import("./commands/plan")).planCommand(),
  },
  apply: {
    summary: "apply exactly the plans that `cdknomad plan` saved",
    load: () => (require("./commands/apply") as typeof import("./commands/apply")).applyCommand(),
  },
  ci: {
    summary: "steps of a pipeline: reviewed plans, and drift as an issue",
    load: () => (require("./commands/ci") as typeof import("./commands/ci")).ciCommand(),
  },
  unlock: {
    summary: "release the lock of a state, after its holder was killed",
    load: () => (require("./commands/unlock") as typeof import("./commands/unlock")).unlockCommand(),
  },
  import: {
    summary: "write TypeScript for job files or running jobs",
    load: () => (require("./commands/import") as typeof import("./commands/import")).importCommand(),
  },
  eject: {
    summary: "write the job of a construct as plain TypeScript",
    load: () => (require("./commands/eject") as typeof import("./commands/eject")).ejectCommand(),
  },
  inventory: {
    summary: "write the shape of a cluster, for a lab like it",
    load: () => (require("./commands/inventory") as typeof import("./commands/inventory")).inventoryCommand(),
  },
  compare: {
    summary: "show the differences between two environments",
    load: () => (require("./commands/compare") as typeof import("./commands/compare")).compareCommand(),
  },
  graph: {
    summary: "draw jobs, services, policies, and the order of deployment",
    load: () => (require("./commands/graph") as typeof import("./commands/graph")).graphCommand(),
  },
  bootstrap: {
    summary: "make the first management tokens of Consul and Nomad",
    load: () => (require("./commands/bootstrap") as typeof import("./commands/bootstrap")).bootstrapCommand(),
  },
  env: {
    summary: "print a bootstrapped cluster's addresses and tokens for a shell",
    load: () => (require("./commands/env") as typeof import("./commands/env")).envCommand(),
  },
  completion: {
    summary: "print what completes cdknomad in your shell",
    load: () => (require("./commands/completion") as typeof import("./commands/completion")).completionCommand(),
  },
  explain: {
    summary: "show what an error code means and how to fix it",
    load: () => (require("./commands/explain") as typeof import("./commands/explain")).explainCommand(),
  },
  cache: {
    summary: "show and remove the programs, packages, and images that are kept",
    load: () => (require("./commands/cache") as typeof import("./commands/cache")).cacheCommand(),
  },
  doctor: {
    summary: "report what will fail, and how to fix it",
    load: () => (require("./commands/doctor") as typeof import("./commands/doctor")).doctorCommand(),
  },
};

const program = new Command("cdknomad")
  .description("a Nomad + Consul cluster as code: what cdktf itself does not have")
  .option("--verbose", "show the whole of an error, with its stack", beVerbose)
  .showHelpAfterError("(cdknomad --help lists the commands)");

async function run(typed: readonly string[]): Promise<void> {
  if (process.env.SUDO_UID !== undefined) {
    const { runAsUser, userBehindSudo } = require("./run-as-user") as typeof import("./run-as-user");
    const user = userBehindSudo();
    if (user) {
      process.exitCode = await runAsUser(user);
      return;
    }
  }
  addCommands(program, commands, typed);
  codeArgumentErrors(program);
  if (typed[0] === "complete") {
    await (require("./complete") as typeof import("./complete")).answerCompletions(program);
  }
  await program.parseAsync(typed, { from: "user" });
}

printElections();
run(process.argv.slice(2))
  .catch((error: unknown) => {
    // Its expressions are compiled for an error only.
    const { maskMessage } = require("./secrets/mask-text") as typeof import("./secrets/mask-text");
    // Servers' answers and names from the cluster are in it, and may not write to the terminal; and addresses, which may have passwords.
    console.error(`${pc.red("error:")} ${visible(maskMessage(errorText(error)))}`);
    if (isVerbose() && error instanceof Error) {
      console.error(visible(maskMessage(error.stack ?? "")));
    }
    process.exitCode = 1;
  })
  .finally(endLogins);
