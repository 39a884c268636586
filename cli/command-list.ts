import { Command } from "commander";

/** A command of a list that is loaded, with all that it needs, only when it is typed. */
export interface Listed {
  /** What the list says of it; its own help has the whole description. */
  readonly summary: string;
  /** @param typed the words that were typed, for commands that have a list of their own */
  readonly load: (typed: readonly string[]) => Command;
}

export type CommandList = Readonly<Record<string, Listed>>;

/**
 * Adds commands to the one above them. Those that were not typed only have a name and a summary: to load all commands takes five times
 * as long as to list them.
 *
 * @param typed the words that were typed. A word may also be a value, such as a stack named `lab`: then a command is loaded in vain.
 */
export function addCommands(parent: Command, list: CommandList, typed: readonly string[]): void {
  parent.configureHelp({ subcommandTerm: (command) => command.name() });
  for (const [name, { summary, load }] of Object.entries(list)) {
    parent.addCommand((typed.includes(name) ? load(typed) : new Command(name)).summary(summary));
  }
}
