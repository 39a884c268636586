import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { findProgram } from "../../tools/find-program";
import { findTerraform } from "../../tools/terraform";
import { localStateOf } from "../stack/backend";
import type { Stack } from "../stack/stack";
import { type Finding, problem } from "./finding";

/** Where Terraform puts a state that it could not write to where it is kept. */
const FILE = "errored.tfstate";

/** The state of a stack that an apply could not write; nothing where there is none. */
export function unsavedState({ folder }: Pick<Stack, "folder">): string | undefined {
  const file = path.join(folder, FILE);
  return existsSync(file) ? file : undefined;
}

/** Whether a file contains a whole state. Without space on the disk, Terraform leaves an empty file or half a state. */
export function isState(file: string): boolean {
  try {
    // The lineage is empty if this would have been the first state at its place.
    const { version, lineage, serial, resources } = JSON.parse(readFileSync(file, "utf8"));
    const isNumbered = typeof version === "number" && typeof serial === "number";
    return isNumbered && typeof lineage === "string" && Array.isArray(resources);
  } catch {
    return false;
  }
}

/** States that an earlier apply could not write: a plan without them would make once more what that apply has contents. */
export function checkUnsavedStates(stacks: readonly Stack[]): readonly Finding[] {
  return stacks.flatMap((stack) => {
    const file = unsavedState(stack);
    return file === undefined ? [] : [problem("state-not-saved", `${stack.name}: ${unsavedWords(stack, file)}`)];
  });
}

/**
 * Returns what to do about a state that could not be written.
 *
 * @param file where it is; nothing if it is nowhere
 */
export function unsavedWords(stack: Pick<Stack, "folder" | "backend">, file: string | undefined): string {
  const { folder } = stack;
  if (file === undefined) {
    return "an apply could not write its state, and no folder had space for it; free space, then plan and apply again: objects that are as in the program are adopted";
  }
  const named = nameOf(file);
  if (!isState(file)) {
    return `an apply could not write its state, and left no whole state in ${named}; free space and remove the file with: rm ${named}; then plan and apply again: objects that are as in the program are adopted`;
  }
  const broken = brokenLocalState(stack);
  if (broken !== undefined) {
    return `an apply could not write its state, and left it in ${named}; put it in its place with: mv ${named} ${nameOf(broken)}`;
  }
  const program = findTerraform(process.env) ?? "terraform";
  const name = path.basename(program);
  const pushed = path.dirname(file) === path.resolve(folder) ? path.basename(file) : path.resolve(file);
  return `an apply could not write its state, and left it in ${named}; put it in its place with: ${findProgram(name) === program ? name : program} -chdir=${path.relative(process.cwd(), folder)} state push ${pushed} && rm ${named}`;
}

/** Returns the local state if Terraform could write only a part of it, which no command of Terraform reads. */
function brokenLocalState(stack: Pick<Stack, "folder" | "backend">): string | undefined {
  const file = localStateOf(stack);
  return file && existsSync(file) && statSync(file).size > 0 && !isState(file) ? file : undefined;
}

/** Returns a short path of a file: relative to this folder if it is below it. */
function nameOf(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative.startsWith("..") ? file : relative;
}
