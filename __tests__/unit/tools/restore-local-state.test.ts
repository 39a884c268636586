import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { restoreLocalState } from "../../../tools/restore-local-state";

describe("a local state", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "cdknomad-restore-"));
  const file = path.join(folder, "terraform.apps.tfstate");
  const before = '{"serial": 6}';

  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    ["was emptied to be written again", ""],
    ["was written by half", '{"serial": 7, "resour'],
  ])("that %s is the one before again", (_, left) => {
    writeFileSync(file, left);
    writeFileSync(`${file}.backup`, before);
    expect(restoreLocalState(file)).toBe(true);
    expect(readFileSync(file, "utf8")).toBe(before);
  });

  it.each([
    ["is whole", '{"serial": 7}', before],
    ["has no whole backup", "", '{"serial"'],
  ])("that %s stays as it is", (_, state, backup) => {
    writeFileSync(file, state);
    writeFileSync(`${file}.backup`, backup);
    expect(restoreLocalState(file)).toBe(false);
    expect(readFileSync(file, "utf8")).toBe(state);
  });

  it("that does not exist is not created", () => {
    expect(restoreLocalState(path.join(folder, "none"))).toBe(false);
  });
});
