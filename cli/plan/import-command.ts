import path from "node:path";
import { findProgram } from "../../tools/find-program";

/** What a user needs to import an object into a state. */
export interface ImportPlace {
  /** Terraform's address of the resource; absent for a message that is not about a resource. */
  readonly address: string | undefined;
  /** The folder of the stack. */
  readonly folder: string;
  /** The path of Terraform. */
  readonly program: string;
}

/** What the providers write into a message, because a provider knows neither the address nor the folder of a resource. */
const COMMAND = "terraform import ADDRESS ";

/** Returns a message in which the import command of a provider is complete, so that users can copy it. */
export function withImportCommand(detail: string, { address, folder, program }: ImportPlace): string {
  return address === undefined
    ? detail
    : detail.replaceAll(COMMAND, () => `${commandIn(folder, program, "import", address)} `);
}

/**
 * Returns a command of Terraform for the state of a stack, so that users can copy it.
 *
 * @param folder the folder of the stack
 * @param program the path of Terraform
 */
export function commandIn(folder: string, program: string, ...args: readonly string[]): string {
  const below = path.relative(process.cwd(), folder) || ".";
  const name = path.basename(program);
  const words = [findProgram(name) === program ? name : quoted(program), `-chdir=${quoted(below)}`];
  return [...words, ...args.map(quoted)].join(" ");
}

/** Quotes a word for the shell. */
function quoted(word: string): string {
  return /^[\w./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
