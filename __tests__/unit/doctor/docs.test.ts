import { readFileSync } from "node:fs";
import { checks } from "../../../cli/commands/doctor/diagnosis";

it("docs/doctor.md has a line for each check, in their order", () => {
  const lines = readFileSync("docs/doctor.md", "utf8").matchAll(/^\| `([\w-]+)` \|/gm);
  expect([...lines].map(([, name]) => name)).toEqual([...checks]);
});
