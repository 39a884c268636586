import { blocks, type DriverBlockMeta, driverOptions } from "../../../.gen/nomad";
import { fieldsUnknownTo, isOlder } from "../../../constructs/spec";
import { fixtures, versions } from "./versioned-jobs";

/** Returns the page with the table of jobs and versions, and the release of each field, value, and option. */
export function versionPage(): string {
  return [
    "# Fields by version of Nomad",
    "",
    "A test writes this page from the types, and compares what cdknomad reports for each job and each version with what it should report",
    "([how your versions are checked](../how-to/versions.md#fields-that-the-servers-do-not-know)).",
    "",
    "## Jobs and versions",
    "",
    "The compiler accepts all of these jobs. A cell has what the version does not know, and cdknomad reports, or `all known`.",
    "",
    ...table(["job", ...versions], jobRows()),
    "",
    "## Releases",
    "",
    "Fields, values, and options of drivers that came after Nomad 1.7.0. A field has the name of its block in front.",
    "",
    ...table(["release", "new"], releaseRows()),
    "",
  ].join("\n");
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)];
}

function jobRows(): string[][] {
  return Object.entries(fixtures).map(([name, { job }]) => [
    name,
    ...versions.map((version) => {
      const unknown = fieldsUnknownTo([version], job).map(({ path }) => `\`${path.split(".").at(-1)}\``);
      return unknown.length === 0 ? "all known" : unknown.sort().join(", ");
    }),
  ]);
}

function releaseRows(): string[][] {
  const news = [
    ...Object.entries(blocks).flatMap(([name, { fields }]) =>
      Object.entries(fields).flatMap(([field, { since, valuesSince = {} }]) => [
        ...(since === undefined ? [] : [{ since, what: `\`${name}.${field}\`` }]),
        ...Object.entries(valuesSince).map(([value, first]) => ({
          since: first,
          what: `\`${name}.${field}\` with \`${value}\``,
        })),
      ]),
    ),
    ...Object.entries(driverOptions).flatMap(([driver, block]) => optionNews(driver, block)),
  ];
  const releases = [...new Set(news.map(({ since }) => since))].sort((one, other) => (isOlder(one, other) ? -1 : 1));
  return releases.map((release) => [
    release,
    news
      .filter(({ since }) => since === release)
      .map(({ what }) => what)
      .join(", "),
  ]);
}

function optionNews(at: string, { options }: DriverBlockMeta): { readonly since: string; readonly what: string }[] {
  return Object.entries(options).flatMap(([name, { since, options: inner }]) => [
    ...(since === undefined ? [] : [{ since, what: `\`${at}.${name}\`` }]),
    ...(inner === undefined ? [] : optionNews(`${at}.${name}`, inner)),
  ]);
}
