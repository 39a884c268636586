import { execFileSync } from "node:child_process";
import { proseOf, repository } from "./page";

test("each folder of the repository is a room in the table of DESIGN.md", () => {
  const files = execFileSync("git", ["ls-files"], { cwd: repository, encoding: "utf8", maxBuffer: 2 ** 26 });
  const folders = [
    ...new Set(
      files
        .split("\n")
        .filter((file) => file.includes("/"))
        .map((file) => file.split("/")[0]),
    ),
  ];
  const rooms = proseOf("docs/DESIGN.md")
    .filter((line) => line.startsWith("| `"))
    .flatMap((line) => [...(line.split(" | ")[0] ?? "").matchAll(/`([^`/]+)[^`]*`/g)].map(([, room]) => room));
  expect(folders.filter((folder) => !rooms.includes(folder))).toEqual([]);
});
