import { readFileSync } from "node:fs";
import { checks, NAME_SERVER } from "../../../cli/commands/doctor/checks";

it("docs/reference/doctor.md has a line for each check, in their order", () => {
  const lines = readFileSync("docs/reference/doctor.md", "utf8").matchAll(/^\| `([\w-]+)` \|/gm);
  expect([...lines].map(([, name]) => name)).toEqual([...checks.map((check) => check.name), NAME_SERVER]);
});
