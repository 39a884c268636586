import type { CommandLine } from "../../unit/docs/command-line";

/** Runs a program and returns its output, whatever its exit code. */
export type Ask = (program: string, words: readonly string[]) => Promise<string>;

/** Programs whose commands and options are looked up in their help. */
const programs = ["nomad", "consul", "terraform", "cdktf"];

/** Lookup of commands and options in the help of programs. Each help text is read once. */
export class ProgramHelp {
  private readonly texts = new Map<string, Promise<string>>();

  constructor(private readonly ask: Ask) {}

  /** Returns the commands and options of a line that are not in the help of their programs. */
  async wrongWith({ place, commands }: CommandLine): Promise<string[]> {
    const wrong: string[] = [];
    for (const [program = "", ...typed] of commands.filter(([name = ""]) => programs.includes(name))) {
      // Options before the name of the command are those of the program.
      const words = typed.slice(typed.findIndex((word) => !word.startsWith("-")));
      const globals = typed.slice(0, typed.length - words.length);
      wrong.push(...unknownOptions(globals, globals.length > 0 ? await this.text(program, []) : "", place, program));
      const help = await this.helpFor(program, words);
      if (help === undefined) {
        wrong.push(`${place}: ${program} has no command ${words.join(" ")}`);
        continue;
      }
      wrong.push(...unknownOptions(words, help, place, program));
    }
    return wrong;
  }

  /** Returns the help of the command whose name has most of these words. */
  private async helpFor(program: string, words: readonly string[]): Promise<string | undefined> {
    const first = words.findIndex((word) => !/^[a-z][a-z-]*$/.test(word));
    const named = first === -1 ? words : words.slice(0, first);
    for (let count = named.length; count > 0; count--) {
      const name = named.slice(0, count);
      const help = await this.text(program, name);
      if (new RegExp(`^\\s*(Usage: )?${program}( \\[global options\\])? ${name.join(" ")}\\b`, "m").test(help)) {
        // A word left after the name of a group is a command that the group does not have.
        return count < named.length && help.includes("<subcommand>") ? undefined : help;
      }
    }
    return undefined;
  }

  private text(program: string, name: readonly string[]): Promise<string> {
    const key = [program, ...name].join(" ");
    const text = this.texts.get(key) ?? this.ask(program, [...name, program === "cdktf" ? "--help" : "-help"]);
    this.texts.set(key, text);
    return text;
  }
}

/** Returns the options of a line that are not in a help text. */
function unknownOptions(words: readonly string[], help: string, place: string, program: string): string[] {
  const options = words.filter((word) => /^--?[a-z]/.test(word)).map((word) => word.replace(/=.*/, ""));
  const unknown = options.filter((option) => !new RegExp(`(^|[\\s,])${option}(?![\\w-])`, "m").test(help));
  return unknown.map((option) => `${place}: ${program} has no option ${option}`);
}
