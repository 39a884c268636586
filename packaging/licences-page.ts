import type { Part } from "./components";

/** The page `docs/licences.md`: of each part the licences, and under each the packages that have it. */
export function licencesPage(parts: readonly Part[]): string {
  const head = [
    "# Licences",
    "",
    "What others wrote and cdknomad uses, by licence: made by `npx tsx packaging/licences.ts` from the lock file and the Go",
    "modules' own licence files, and held against them by a test. What the licence of Nomad and Consul means for users is",
    "told in [hardening](hardening.md#licences).",
    "",
  ];
  return [...head, ...parts.flatMap(section)].join("\n");
}

function section({ name, what, components }: Part): string[] {
  const licences = [...new Set(components.map(({ license }) => license))].sort();
  const rows = licences.map((license) => {
    const packages = components.filter((one) => one.license === license);
    return `| ${license} | ${packages.length} | ${packages.map((one) => `${one.name} ${one.version}`).join(", ")} |`;
  });
  const title = name.charAt(0).toUpperCase() + name.slice(1);
  return [
    `## ${title}`,
    "",
    `${what.charAt(0).toUpperCase()}${what.slice(1)}.`,
    "",
    "| Licence | Number | Packages |",
    "|---|---|---|",
    ...rows,
    "",
  ];
}
