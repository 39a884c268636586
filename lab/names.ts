import { existsSync, readdirSync } from "node:fs";
import { labsDir } from "./paths";

/** The names of all labs that this user has, up or not. */
export function labNames(): string[] {
  return existsSync(labsDir()) ? readdirSync(labsDir()) : [];
}
