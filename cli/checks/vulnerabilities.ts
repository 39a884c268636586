import { isOlder } from "../../constructs/spec";
import { type Finding, warning } from "./finding";
import { shortened } from "./shortened";
import type { Member } from "./versions";
import table from "./vulnerabilities.json";

/** A known vulnerability of Nomad. Each row of the table has the page that it is from. */
export interface Vulnerability {
  readonly cve: string;
  /** What an attacker can do. */
  readonly about: string;
  /** The first affected version. @default - all older versions are affected */
  readonly introduced?: string;
  /** The first fixed version of each line that has a fix, the newest line first. */
  readonly fixed: readonly string[];
  readonly source: string;
}

/** The table of known vulnerabilities; a newer one may be missing. */
export const vulnerabilities: readonly Vulnerability[] = table;

/** Whether a version of Nomad has a vulnerability. A line without a fix of its own is fixed by a later line. */
export function isVulnerable(version: string, { introduced, fixed }: Vulnerability): boolean {
  if (introduced !== undefined && isOlder(version, introduced)) {
    return false;
  }
  const own = fixed.find((fix) => lineOf(fix) === lineOf(version)) ?? fixed[0];
  return own !== undefined && isOlder(version, own);
}

/** Returns one finding per version of Nomad that has known vulnerabilities, with the servers and nodes of this version. */
export function vulnerabilityFindings(members: readonly Member[]): readonly Finding[] {
  // A server or node that does not say its version is not known to be vulnerable.
  const versions = [...new Set(members.map(({ version }) => version))].filter((version) => /^\d/.test(version));
  return versions.flatMap((version) => {
    const found = vulnerabilities.filter((each) => isVulnerable(version, each));
    if (found.length === 0) {
      return [];
    }
    const names = members.filter((member) => member.version === version).map(({ name }) => name);
    const list = found.map(({ cve, about }) => `${cve} (${about})`).join(", ");
    return [
      warning(
        "version-vulnerable",
        `nomad: version ${version} of ${shortened(names)} has known vulnerabilities: ${list}; upgrade to ${upgradeOf(version, found)}`,
      ),
    ];
  });
}

/** The version with all fixes: of the same line if there is one, and of the newest line. */
function upgradeOf(version: string, found: readonly Vulnerability[]): string {
  const newest = found.map(({ fixed }) => fixed[0] ?? "").reduce(later);
  const ofLine = found.map(({ fixed }) => fixed.find((fix) => lineOf(fix) === lineOf(version)));
  const own = ofLine.every((fix) => fix !== undefined) ? ofLine.reduce(later) : newest;
  return own === newest ? `${newest} or later` : `${own} (Enterprise), or ${newest} or later`;
}

const later = (one: string, other: string): string => (isOlder(one, other) ? other : one);

/** The line of a version, such as `1.11` of `1.11.3`. */
const lineOf = (version: string): string => version.split(".").slice(0, 2).join(".");
