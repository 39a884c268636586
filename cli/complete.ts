import { existsSync } from "node:fs";
import type { Command } from "commander";
import { listErrorCodes } from "./error-pages";
import { readStacks } from "./program/synthesize";
import type { Stack } from "./stack/stack";

/**
 * Lets a program answer `cdknomad complete -- <words>`, which the scripts of `cdknomad completion` ask at each press of
 * the key. Names of stacks and jobs are those of the last synthesis: a new one would take seconds.
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
    if (command.registeredArguments.some((argument) => argument.name() === "jobs")) {
      completion.commands.get(command.name())?.argument("jobs", suggestJobs, true);
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
  for (const { name } of lastSynthesis()) {
    suggest(name, "");
  }
}

function suggestJobs(suggest: (value: string, description: string) => void): void {
  for (const { wire } of lastSynthesis().flatMap((stack) => stack.jobs())) {
    if (wire?.ID !== undefined) {
      suggest(wire.ID, `namespace ${wire.Namespace ?? "default"}`);
    }
  }
}

function lastSynthesis(): readonly Stack[] {
  return existsSync("cdktf.out/manifest.json") ? readStacks(process.cwd()) : [];
}
