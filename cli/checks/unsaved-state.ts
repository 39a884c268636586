import { existsSync } from "node:fs";
import path from "node:path";
import { findProgram } from "../../tools/find-program";
import { findTerraform } from "../../tools/terraform";
import type { Stack } from "../plan/synthesize";
import { type Finding, problem } from "./finding";

/** Where Terraform puts a state that it could not write to where it is kept. */
const FILE = "errored.tfstate";

/** The state of a stack that an apply could not write; nothing where there is none. */
export function unsavedState({ folder }: Pick<Stack, "folder">): string | undefined {
  const file = path.join(folder, FILE);
  return existsSync(file) ? file : undefined;
}

/** States that an earlier apply could not write: a plan without them would make once more what that apply has made. */
export function checkUnsavedStates(stacks: readonly Stack[]): readonly Finding[] {
  return stacks.flatMap((stack) =>
    unsavedState(stack) === undefined ? [] : [problem(`${stack.name}: ${unsavedWords(stack)}`)],
  );
}

/** What is to be done about one, in words. */
export function unsavedWords({ folder }: Pick<Stack, "folder">): string {
  const program = findTerraform(process.env) ?? "terraform";
  const name = path.basename(program);
  const short = path.relative(process.cwd(), folder);
  return `an apply could not write its state, and left it in ${path.join(short, FILE)}; put it in its place with: ${findProgram(name) === program ? name : program} -chdir=${short} state push ${FILE} && rm ${path.join(short, FILE)}`;
}
