import { readdirSync } from "node:fs";
import path from "node:path";
import { Command } from "commander";
import { repository } from "./page";

const folder = path.join(repository, "cli", "commands");

/** The commands of `cdknomad`, by name, as commander knows them. */
export const ownCommands: ReadonlyMap<string, Command> = new Map(
  readdirSync(folder)
    .flatMap((file) => Object.values(require(path.join(folder, file)) as Record<string, unknown>))
    .filter((made) => typeof made === "function" && /Command$/.test(made.name) && made.length === 0)
    .map((make) => (make as () => unknown)())
    .filter((command) => command instanceof Command)
    .map((command) => [command.name(), command] as const),
);

/**
 * What is wrong with a command line of `cdknomad`, by commander's own definitions: a command, an option, a choice or a number of
 * arguments that is not there.
 *
 * @param words what follows `cdknomad`
 */
export function wrongWithOwnCommand(words: readonly string[]): string[] {
  const rest = words.filter((word) => word !== "--verbose");
  const name = rest.shift();
  let command = ownCommands.get(name ?? "");
  if (command === undefined) {
    return name === "--help" ? [] : [`cdknomad has no command ${name}`];
  }
  for (;;) {
    const below: Command | undefined = command.commands.find((one) => one.name() === rest[0]);
    if (below === undefined) {
      break;
    }
    rest.shift();
    command = below;
  }
  return wrongWithWords(command, rest);
}

function wrongWithWords(command: Command, words: string[]): string[] {
  const wrong: string[] = [];
  let given = 0;
  while (words.length > 0) {
    const word = words.shift() ?? "";
    if (word === "--") {
      given += words.splice(0).length;
    } else if (word === "--help") {
      given += command.registeredArguments.length;
    } else if (word.startsWith("-")) {
      const [name, value] = word.split("=", 2);
      const option = command.options.find(({ long, short }) => long === name || short === name);
      if (option === undefined) {
        wrong.push(`${command.name()} has no option ${name}`);
      } else if (option.required || option.optional) {
        const taken = value ?? words.shift();
        if (taken === undefined) {
          wrong.push(`${command.name()} ${name} takes a value`);
        } else if (option.argChoices && !option.argChoices.includes(taken)) {
          wrong.push(`${command.name()} ${name} is one of ${option.argChoices.join(", ")}, not ${taken}`);
        }
      }
    } else {
      given += 1;
    }
  }
  const slots = command.registeredArguments;
  const least = slots.filter(({ required }) => required).length;
  const most = slots.some(({ variadic }) => variadic) ? Number.POSITIVE_INFINITY : slots.length;
  if (command.commands.length > 0 && given > 0) {
    return [...wrong, `${command.name()} has no such command`];
  }
  if (given > most) {
    wrong.push(`${command.name()} takes ${most} arguments, not ${given}`);
  }
  // In a sentence a command may stand without its arguments; with some of them it has to have all.
  if (given > 0 && given < least) {
    wrong.push(`${command.name()} takes ${least} arguments, not ${given}`);
  }
  return wrong;
}
