import { copyFileSync, existsSync, readFileSync, statSync } from "node:fs";
import { lockHolder } from "./lock-holder";

/**
 * Puts the backup in the place of a local state that a killed Terraform has left empty or half written. Terraform empties
 * the file before it writes it anew, and takes an empty one for a stack that has never been applied: everything that it had
 * made would be in the way of itself. The backup is the state before that apply; what was done since is found at the next
 * plan, for the providers look at the cluster and adopt what is as they want it.
 *
 * @param file the state, as the local backend names it
 * @returns whether it did; not while somebody holds the state, or where there is no whole backup
 */
export function restoreLocalState(file: string): boolean {
  const backup = `${file}.backup`;
  if (!existsSync(file) || isWhole(file) || !existsSync(backup) || !isWhole(backup) || lockHolder(file) !== undefined) {
    return false;
  }
  copyFileSync(backup, file);
  return true;
}

function isWhole(file: string): boolean {
  if (statSync(file).size === 0) {
    return false;
  }
  try {
    JSON.parse(readFileSync(file, "utf8"));
    return true;
  } catch {
    return false;
  }
}
