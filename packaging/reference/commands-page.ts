import { readdirSync } from "node:fs";
import path from "node:path";
import { Command } from "commander";

/** Returns the commands of `cdknomad` by name, as commander defines them. */
export function commandsOf(root: string): ReadonlyMap<string, Command> {
  const folder = path.join(root, "cli", "commands");
  return new Map(
    readdirSync(folder)
      .sort()
      .flatMap((file) => Object.values(require(path.join(folder, file)) as Record<string, unknown>))
      .filter((factory) => typeof factory === "function" && /Command$/.test(factory.name) && factory.length === 0)
      .map((factory) => (factory as () => unknown)())
      .filter((command) => command instanceof Command)
      .map((command) => [command.name(), command] as const),
  );
}

/** The page `docs/reference/commands.md`: every command with its arguments and options. */
export function commandsPage(root: string): string {
  const commands = [...commandsOf(root).values()].sort((a, b) => a.name().localeCompare(b.name()));
  return [
    "# Commands",
    "",
    "`npm run docs:reference` writes this page from the definitions of the commands. `npx cdknomad plan --help` prints the same with examples.",
    "`--verbose` before or after a command shows the whole of an error, with its stack.",
    "",
    ...commands.flatMap((command) => sectionOf(command, "cdknomad", 2)),
  ].join("\n");
}

function sectionOf(command: Command, parent: string, level: number): string[] {
  const name = `${parent} ${command.name()}`;
  const usage = command.commands.length > 0 ? `${name} COMMAND` : `${name} ${command.usage()}`;
  const rows = [
    ...command.registeredArguments.map((argument) => [
      argument.required ? `<${argument.name()}>` : `[${argument.name()}]`,
      argument.description,
      argument.defaultValue,
    ]),
    ...command.options
      .filter(({ hidden }) => !hidden)
      .map(({ flags, description, defaultValue, argChoices, negate }) => [
        flags,
        argChoices ? `${description} (${argChoices.join(", ")})` : description,
        negate || defaultValue === false ? undefined : defaultValue,
      ]),
  ];
  return [
    `${"#".repeat(level)} ${name}`,
    "",
    sentence(command.description()),
    "",
    "```text",
    usage,
    "```",
    "",
    ...(rows.length > 0
      ? ["| argument or option | what it does | default |", "|---|---|---|", ...rows.map(tableRow), ""]
      : []),
    ...command.commands.flatMap((below) => sectionOf(below, name, Math.min(level + 1, 4))),
  ];
}

function tableRow([flags, description, value]: unknown[]): string {
  const preset = value === undefined ? "" : `\`${Array.isArray(value) ? value.join(" ") : value}\``;
  return `| \`${flags}\` | ${cell(String(description ?? ""))} | ${preset === "``" ? "" : preset} |`;
}

/** Text that fits into a cell of a table, where `<name>` would be taken for a tag. */
function cell(text: string): string {
  return text
    .replaceAll("|", "\\|")
    .replaceAll("\n", " ")
    .replace(/<([\w-]+)>/g, "`<$1>`");
}

function sentence(text: string): string {
  const cased = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(cased) ? cell(cased) : `${cell(cased)}.`;
}
