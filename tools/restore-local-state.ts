import { copyFileSync, existsSync, readFileSync, statSync } from "node:fs";
import { lockHolder } from "./lock-holder";

/**
 * Restores a local state from its backup if a killed Terraform left the state empty or truncated. Terraform truncates the
 * file before it writes it, and treats an empty file as a stack that was never applied, so that the next apply would try to
 * create every resource again. The backup is the state before the interrupted apply. The next plan finds what that apply
 * changed, because the providers read the cluster and adopt resources that are as configured.
 *
 * @param file path of the state, as in the local backend
 * @returns whether it restored the state; it does not while a process locks the state, or without a complete backup
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
