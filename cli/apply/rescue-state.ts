import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import path from "node:path";
import { isState } from "../checks/unsaved-state";
import type { Stack } from "../stack/stack";

/** A state that Terraform printed because it could not write it anywhere. */
export interface PrintedState {
  readonly serial: number;
  readonly lineage: string;
}

/**
 * Saves the state of a stack that Terraform could only print, in the first folder with space for it, and reads it again.
 *
 * @param folders the folders to try
 * @returns the path of the file; nothing if no folder has space
 */
export function rescueState(
  state: PrintedState,
  { name }: Pick<Stack, "name">,
  folders: readonly string[],
): string | undefined {
  const text = `${JSON.stringify(state, null, 2)}\n`;
  for (const folder of folders) {
    const file = path.join(folder, `errored.${name}.${state.serial}.tfstate`);
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      writeFileSync(file, text, { mode: 0o600 });
      if (readFileSync(file, "utf8") === text && isState(file)) {
        return file;
      }
    } catch {
      removeIncomplete(file); // no space or no right: the next folder may do
    }
  }
  return undefined;
}

function removeIncomplete(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // the folder itself is missing or cannot be written
  }
}

/** Returns the folders for a state that could not be saved in its place: lasting ones first. */
export function rescueFolders({ folder }: Pick<Stack, "folder">): readonly string[] {
  return [
    folder,
    process.cwd(),
    path.join(homedir(), ".local", "state", "cdknomad", "states"),
    "/var/tmp",
    tmpdir(),
    "/dev/shm",
  ];
}
