import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

const command = path.join(__dirname, "..", "..", "..", "bin", "cdknomad");
const commands = path.join(__dirname, "..", "..", "..", "cli", "commands");
let folder: string;

/** Code that prints, at the end of a process, which command files of cli/commands it loaded. */
const preload = `process.on("exit", () => {
  const found = Object.keys(require.cache).map((file) => /cli\\/commands\\/([a-z-]+)(?:\\/index)?\\.ts$/.exec(file)?.[1]);
  console.log("loaded " + found.filter(Boolean).sort().join(" "));
});`;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "cdknomad-main-"));
  writeFileSync(path.join(folder, "preload.cjs"), preload);
});

afterAll(() => rmSync(folder, { recursive: true }));

async function cdknomad(...typed: string[]): Promise<{ readonly printed: string; readonly loaded: readonly string[] }> {
  const argv = ["--require", path.join(folder, "preload.cjs"), command, ...typed];
  const { stdout } = await promisify(execFile)(process.execPath, argv);
  const [printed = "", loaded = ""] = stdout.split(/^loaded /m);
  return { printed, loaded: loaded.trim().split(" ") };
}

test("the help lists every command, and each is loaded alone, under the name that is typed", async () => {
  const help = await cdknomad("--help");
  const listed = [...(help.printed.split("Commands:")[1] ?? "").matchAll(/^ {2}([a-z]+)/gm)].map(
    ([, name = ""]) => name,
  );
  const names = listed.filter((name) => name !== "help");
  expect(help.loaded).toEqual([""]);
  expect([...names].sort()).toEqual(readdirSync(commands).map((file) => path.parse(file).name));
  expect(names).toContain("plan");
  const each = await Promise.all(names.map((name) => cdknomad("--verbose", name, "--help")));
  expect(each.map(({ loaded }) => loaded)).toEqual(names.map((name) => [name]));
  expect(each.map(({ printed }) => printed.split(" ").slice(0, 3))).toEqual(
    names.map((name) => ["Usage:", "cdknomad", name]),
  );
}, 120_000);

test("fails when a word is not a command, and suggests the nearest one", async () => {
  await expect(cdknomad("plna")).rejects.toMatchObject({
    code: 1,
    stderr:
      "error: unknown command 'plna' (arguments-invalid)\n(Did you mean plan?)\n(cdknomad --help lists the commands)\n",
  });
}, 120_000);
