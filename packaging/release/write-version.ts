import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { withReleasedSection } from "./changelog-section";
import { git } from "./clean-tag";

/** File with the version of the providers, which the constructs read, too. */
export const VERSION_FILE = path.join("provider", "internal", "version", "version.json");

const CHANGELOG = "CHANGELOG.md";

/**
 * Gives the providers the version in `package.json`, and the entries of the changelog that are not released a section of that version.
 *
 * @param root the folder of the repository
 * @param date the day of the release, such as `2026-11-30`
 * @returns the changed files
 */
export function writeVersion(root: string, date: string): string[] {
  const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  const changelog = path.join(root, CHANGELOG);
  writeFileSync(changelog, withReleasedSection(readFileSync(changelog, "utf8"), version, date));
  writeFileSync(path.join(root, VERSION_FILE), `{ "version": "${version}" }\n`);
  return [CHANGELOG, VERSION_FILE];
}

/** A part of `npm version`, which then commits and tags. */
if (require.main === module) {
  const root = path.join(__dirname, "..", "..");
  git(root, "add", ...writeVersion(root, new Date().toISOString().slice(0, 10)));
}
