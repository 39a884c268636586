import { existsSync, readdirSync } from "node:fs";
import { labsDir } from "./paths";

/** Returns the names of all labs of this user, running or not. */
export function labNames(): string[] {
  return existsSync(labsDir()) ? readdirSync(labsDir()) : [];
}
