/**
 * Returns the entries of a version in the changelog.
 *
 * @throws Error if there is no section of the version, or an empty one
 */
export function changelogSection(changelog: string, version: string): string {
  const [, after] = changelog.split(`\n## [${version}]`);
  const section = after?.slice(after.indexOf("\n")).split("\n## [")[0]?.trim();
  if (!section) {
    // no code: only the maintainers of this repository see it
    throw new Error(
      `CHANGELOG.md: there is no section "## [${version}]" with entries; move those below "Unreleased" there`,
    );
  }
  return section;
}
