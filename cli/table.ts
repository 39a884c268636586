import pc from "picocolors";

/** No lines, so that other programs can cut and filter the table. */
const NO_LINES = Object.fromEntries(
  [
    ["top", "top-mid", "top-left", "top-right", "bottom", "bottom-mid", "bottom-left", "bottom-right"],
    ["left", "left-mid", "mid", "mid-mid", "right", "right-mid", "middle"],
  ]
    .flat()
    .map((part) => [part, ""]),
);

/** Returns columns of text below their titles, which are bold on a terminal. */
export function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  // Loaded for a table only: most commands that could print one first ask a server, and may end with an error.
  const Table = require("cli-table3") as typeof import("cli-table3");
  const printed = new Table({
    head: titles.map((title) => pc.bold(title)),
    chars: NO_LINES,
    style: { head: [], border: [], "padding-left": 0, "padding-right": 2 },
  });
  printed.push(...rows.map((row) => [...row]));
  return `${printed.toString()}\n`;
}
