import type { Command } from "commander";
import { withCode } from "../errors";

/** Adds the code to the errors about wrong arguments, which commander itself prints, of a command and its subcommands. */
export function codeArgumentErrors(command: Command): void {
  command.configureOutput({ outputError: (text, write) => write(withCodeOfLine(text)) });
  command.commands.forEach(codeArgumentErrors);
}

/** The lines after the first are suggestions. */
function withCodeOfLine(text: string): string {
  const [sentence = "", ...suggestions] = text.split("\n");
  return [withCode("arguments-invalid", sentence), ...suggestions].join("\n");
}
