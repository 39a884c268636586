import type { Command } from "commander";
import { commandLine } from "../docs/command-line";
import { ownCommands, wrongWithOwnCommand } from "../docs/own-commands";

/** A command with those below it, each with the words that lead to it. */
function all(command: Command, before: readonly string[] = []): [string, Command][] {
  const words = [...before, command.name()];
  return [[words.join(" "), command], ...command.commands.flatMap((below) => all(below, words))];
}

function helpOf(command: Command): string {
  let text = "";
  command.configureOutput({
    writeOut: (written) => {
      text += written;
    },
    getOutHelpWidth: () => 80,
  });
  command.outputHelp();
  return text;
}

/** The example lines of a help text, as they are typed. */
const examplesOf = (help: string) => [...help.matchAll(/^ {2}\$ (.*)$/gm)].map(([, line]) => line ?? "");

const every = [...ownCommands.values()].flatMap((command) => all(command));

it("knows all commands", () => {
  expect(every.map(([name]) => name)).toEqual(
    expect.arrayContaining(["init", "up", "lab up", "lab node stop", "plan", "apply", "ci comment", "doctor"]),
  );
});

describe.each(every)("cdknomad %s --help", (_name, command) => {
  it("fits into 80 columns", () => {
    expect(
      helpOf(command)
        .split("\n")
        .filter((line) => line.length > 80),
    ).toEqual([]);
  });

  it("has examples, and no option in them that there is not", () => {
    const lines = examplesOf(helpOf(command).replace(/^ {2}(cdknomad .*)$/gm, "  $ $1"));
    expect(lines.length).toBeGreaterThan(0);
    const typed = lines.flatMap((line) => commandLine("help:1", line).commands);
    const own = typed.filter(([program]) => program === "cdknomad");
    expect(own.length).toBeGreaterThan(0);
    expect(own.flatMap(([, ...words]) => wrongWithOwnCommand(words))).toEqual([]);
  });
});
