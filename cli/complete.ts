import { existsSync } from "node:fs";
import type { Command } from "commander";
import { listErrorCodes } from "./error-pages";
import { readStacks } from "./program/synthesize";

/**
 * Lets a program answer `cdknomad complete -- <words>`, which the scripts of `cdknomad completion` ask at each press of
 * the key. Names of stacks are those of the last synthesis: a new one would take seconds.
 *
 * @param program the program with all its commands
 */
export async function answerCompletions(program: Command): Promise<void> {
  const { default: tab } = await import("@bomb.sh/tab/commander");
  const completion = tab(program);
  for (const command of program.commands) {
    if (command.registeredArguments.some((argument) => argument.name() === "stacks")) {
      completion.commands.get(command.name())?.argument("stacks", suggestStacks, true);
    }
    if (command.registeredArguments.some((argument) => argument.name() === "code")) {
      completion.commands.get(command.name())?.argument("code", suggestErrorCodes);
    }
  }
}

function suggestErrorCodes(suggest: (value: string, description: string) => void): void {
  for (const { code, title } of listErrorCodes()) {
    suggest(code, title);
  }
}

function suggestStacks(suggest: (value: string, description: string) => void): void {
  if (existsSync("cdktf.out/manifest.json")) {
    for (const { name } of readStacks(process.cwd())) {
      suggest(name, "");
    }
  }
}
