import type { Command } from "commander";
import { commandsOf } from "../../../packaging/reference/commands-page";
import { repository } from "./page";

/** The commands of `cdknomad` by name. */
export const ownCommands: ReadonlyMap<string, Command> = commandsOf(repository);

/**
 * Returns what is wrong with a command line of `cdknomad`: an unknown command, option, or choice, or a wrong number of arguments.
 *
 * @param words the words after `cdknomad`
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
  // A sentence may name a command without any arguments, but not with only some of the required ones.
  if (given > 0 && given < least) {
    wrong.push(`${command.name()} takes ${least} arguments, not ${given}`);
  }
  return wrong;
}
