import { readFileSync } from "node:fs";
import path from "node:path";

const read = (file: string) => readFileSync(path.join(__dirname, "..", "..", "..", file), "utf8");

it("has the test of the starter on the page, as it is written by cdknomad init", () => {
  const starter = read("cli/init/template/__tests__/lab/it-tools.test.ts");
  expect(read("docs/how-to/test.md")).toContain(`\`\`\`ts\n${starter}\`\`\`\n`);
  expect(starter.trim().split("\n").length).toBeLessThanOrEqual(15);
});
