import childProcess from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { synthesize } from "../../../cli/program/synthesize";
import { terraform } from "../../../cli/terraform/terraform";

const { platform } = process;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "cdknomad-windows-"));
});
afterEach(() => {
  Object.defineProperty(process, "platform", { value: platform });
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

/** Does work as on an operating system, and returns whether each process that it started was detached. */
async function detached(os: NodeJS.Platform, work: () => Promise<unknown>): Promise<unknown[]> {
  Object.defineProperty(process, "platform", { value: os });
  const spawn = jest.spyOn(childProcess, "spawn");
  await work();
  return spawn.mock.calls.map((words) => (words as { detached?: boolean }[]).at(-1)?.detached);
}

const program = async () => {
  writeFileSync(path.join(folder, "cdktf.json"), JSON.stringify({ app: "true" }));
  await synthesize(folder, () => {}).catch(() => {}); // it writes no stacks
};
const ofTerraform = () => terraform("true", folder, ["plan"], undefined, {}, () => {});

// Windows opens a window for a detached process.
it.each([
  ["the program of a project", program],
  ["Terraform", ofTerraform],
])("%s has a process group of its own on Linux, and no window of its own on Windows", async (_, work) => {
  expect(await detached("linux", work)).toEqual([true]);
  jest.restoreAllMocks();
  expect(await detached("win32", work)).toEqual([false]);
});
