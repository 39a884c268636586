const UNRELEASED = "\n## [Unreleased]";

/**
 * Returns the entries of a version in the changelog.
 *
 * @throws Error if there is no section of the version, or an empty one
 */
export function changelogSection(changelog: string, version: string): string {
  const section = entries(changelog, `\n## [${version}]`);
  if (section === "") {
    // no code: only the maintainers of this repository see it
    throw new Error(
      `CHANGELOG.md: there is no section "## [${version}]" with entries; npm version moves those below "Unreleased" there`,
    );
  }
  return section;
}

/**
 * Returns the changelog with the entries below "Unreleased" in a section of a version.
 *
 * @param date the day of the release, such as `2026-11-30`
 * @throws Error if there are no such entries
 */
export function withReleasedSection(changelog: string, version: string, date: string): string {
  if (entries(changelog, UNRELEASED) === "") {
    // no code: only the maintainers of this repository see it
    throw new Error('CHANGELOG.md: there are no entries below "## [Unreleased]"; add what users notice of the release');
  }
  return changelog.replace(UNRELEASED, `${UNRELEASED}\n\n## [${version}] - ${date}`);
}

function entries(changelog: string, heading: string): string {
  const [, after] = changelog.split(heading);
  return after?.slice(after.indexOf("\n")).split("\n## [")[0]?.trim() ?? "";
}
