import { commandLines } from "../../unit/docs/command-line";

/** The page about moving from and to the official providers. */
export const movingPage = "docs/how-to/moving.md";

/** Its commands, in their order. The test of the page runs all of them. */
export const movingLines: readonly string[] = commandLines
  .filter(({ place }) => place.startsWith(`${movingPage}:`))
  .map(({ text }) => text);
