import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

jest.setTimeout(120_000);

const repository = path.join(__dirname, "..", "..", "..");

const table = `# Design

| room | what it contains | may import |
|---|---|---|
| \`cli/\` | commands | \`lab/\`, \`cdktf\` |
| \`lab/\` | the lab | \`tools/\` |
| \`lab/config/\` | files of the agents | nothing |
| \`tools/\` | pinned tools | nothing |
`;

let project: string;

beforeEach(() => {
  project = mkdtempSync(path.join(tmpdir(), "cdknomad-dependencies-"));
  plant({ "docs/DESIGN.md": table, "tools/run.ts": "export const run = 1;\n" });
});

afterEach(() => rmSync(project, { recursive: true }));

function plant(files: Record<string, string>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(project, file)), { recursive: true });
    writeFileSync(path.join(project, file), text);
  }
}

const config = path.join(repository, ".dependency-cruiser.cjs");

/** Runs a program with its arguments in the planted project. */
function run(...args: readonly string[]): { readonly status: number | null; readonly output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: project, encoding: "utf8" });
  return { status, output: `${stdout}${stderr}` };
}

function check() {
  const program = path.join(repository, "node_modules", "dependency-cruiser", "bin", "dependency-cruise.mjs");
  return run(program, ".", "--config", config);
}

test("the check accepts imports that the table of rooms allows", () => {
  plant({ "lab/up.ts": 'import { run } from "../tools/run";\nexport const up = run;\n' });
  expect(check()).toMatchObject({ status: 0 });
});

test("the check fails on each forbidden import, on an import cycle, and on a folder without a row", () => {
  plant({
    "node_modules/cdktf/package.json": '{ "name": "cdktf", "main": "index.js" }',
    "node_modules/cdktf/index.js": "",
    // A type is an import like any other.
    "tools/run.ts": 'import type { Up } from "../lab/up";\nexport const run = (up: Up) => up.name;\n',
    "lab/up.ts": 'import "cdktf";\nexport interface Up { readonly name: string }\n',
    // The row of lab/ does not include the room inside it.
    "lab/config/nomad.ts": "export const port = 1;\n",
    "cli/main.ts": 'import "cdktf";\nexport { port } from "../lab/config/nomad";\n',
    "lab/a.ts": 'import { b } from "./b";\nexport const a = () => b;\n',
    "lab/b.ts": 'import type { a } from "./a";\nexport const b = (x: typeof a) => x;\n',
    "extra/file.ts": 'import "node:fs";\n',
  });
  const { status, output } = check();
  expect(status).not.toBe(0);
  expect(output).toContain("not in the row of tools/ of docs/DESIGN.md: tools/run.ts → lab/up.ts");
  expect(output).toContain("not in the row of lab/ of docs/DESIGN.md: lab/up.ts → node_modules/cdktf/index.js");
  expect(output).toContain("not in the row of cli/ of docs/DESIGN.md: cli/main.ts → lab/config/nomad.ts");
  expect(output).not.toContain("cli/main.ts → node_modules");
  expect(output).toContain("no import cycle: lab/");
  expect(output).toContain("no room in docs/DESIGN.md: extra/file.ts");
});

test.each([
  ["rooms import each other", "`cli/`", "rooms import each other: cli/ -> lab/ -> tools/ -> cli/"],
  [
    "a room has no row",
    "`toolz/`",
    'docs/DESIGN.md: tools/ may import "toolz/", which has no row in the table; add a row for it',
  ],
])("the check refuses a table in which %s", (_, target, message) => {
  plant({ "docs/DESIGN.md": table.replace("pinned tools | nothing", `pinned tools | ${target}`) });
  const { status, output } = run(config);
  expect(status).not.toBe(0);
  expect(output).toContain(message);
});
