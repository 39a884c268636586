import type { Part } from "./components";

/** Returns the page `docs/reference/licenses.md`: the licenses of each part, with the packages under each license. */
export function licensesPage(parts: readonly Part[]): string {
  const head = [
    "# Licenses",
    "",
    "Packages that cdknomad uses, by license. `npm run licenses` writes this page from the lock file and the license files of the Go",
    "modules, and a test compares it. [Security](../explanation/security.md#licenses) describes what the licenses of Nomad and Consul",
    "mean for users.",
    "",
  ];
  return [...head, ...parts.flatMap(section)].join("\n");
}

function section({ name, about, components }: Part): string[] {
  const licenses = [...new Set(components.map(({ license }) => license))].sort();
  const rows = licenses.map((license) => {
    const packages = components.filter((one) => one.license === license);
    return `| ${license} | ${packages.length} | ${packages.map((one) => `${one.name} ${one.version}`).join(", ")} |`;
  });
  const title = name.charAt(0).toUpperCase() + name.slice(1);
  return [
    `## ${title}`,
    "",
    `${about.charAt(0).toUpperCase()}${about.slice(1)}.`,
    "",
    "| License | Number | Packages |",
    "|---|---|---|",
    ...rows,
    "",
  ];
}
