import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { rescueFolders, rescueState } from "../../../cli/apply/rescue-state";
import { checkFreeSpace } from "../../../cli/checks/free-space";
import { isState, unsavedWords } from "../../../cli/checks/unsaved-state";
import type { Stack } from "../../../cli/stack/stack";

const state = { version: 4, serial: 7, lineage: "9b154895-c800", resources: [] };
const apps = (folder: string, backend: object = {}) => ({ name: "apps", folder, backend }) as unknown as Stack;

describe("a state that Terraform could not write", () => {
  const base = mkdtempSync(path.join(tmpdir(), "cdknomad-test-"));
  const write = (name: string, text: string) => {
    const file = path.join(base, name);
    writeFileSync(file, text);
    return file;
  };

  afterAll(() => rmSync(base, { recursive: true }));

  it("is saved in the first folder with space, for its owner only, and read again", () => {
    const full = path.join(write("a-file", "no folder can be here"), "full");
    const second = path.join(base, "second");
    const file = rescueState(state, apps(base), [full, second, path.join(base, "third")]);
    expect(file).toBe(path.join(second, "errored.apps.7.tfstate"));
    expect(JSON.parse(readFileSync(file as string, "utf8"))).toEqual(state);
    expect(statSync(file as string).mode & 0o777).toBe(0o600);
    expect(existsSync(path.join(base, "third"))).toBe(false);
    expect(rescueState(state, apps(base), [full])).toBeUndefined();
    expect(rescueFolders(apps(base))[0]).toBe(base);
  });

  it("is whole without a lineage, as the first state at its place is", () => {
    expect(isState(write("errored.tfstate", JSON.stringify({ ...state, lineage: "" })))).toBe(true);
  });

  it.each([
    ["an empty file", ""],
    ["half a state", JSON.stringify(state).slice(0, 30)],
    ["another document", "{}"],
  ])("is not %s, and no message advises to push that", (_, text) => {
    const file = write("errored.tfstate", text);
    expect(isState(file)).toBe(false);
    expect(unsavedWords(apps(base), file)).toMatch(
      /left no whole state in .*; free space and remove the file with: rm .*adopted$/,
    );
  });

  it("is pushed if it is whole, and moved where Terraform left half a state", () => {
    const file = write("errored.tfstate", JSON.stringify(state));
    expect(unsavedWords(apps(base), file)).toMatch(/ state push errored\.tfstate && rm /);
    const elsewhere = path.join(base, "second", "errored.apps.7.tfstate");
    expect(unsavedWords(apps(base), elsewhere)).toContain(` state push ${elsewhere} && rm ${elsewhere}`);
    const cut = write("terraform.apps.tfstate", JSON.stringify(state).slice(0, 20));
    expect(unsavedWords(apps(base, { local: { path: cut } }), elsewhere)).toMatch(
      new RegExp(`put it in its place with: mv ${elsewhere} ${cut}$`),
    );
  });

  it("is nowhere if no folder has space, and the message says so", () => {
    expect(unsavedWords(apps(base), undefined)).toContain("no folder had space for it");
  });
});

describe("free space", () => {
  const base = mkdtempSync(path.join(tmpdir(), "cdknomad-test-"));

  afterAll(() => rmSync(base, { recursive: true }));

  it("is needed for several copies of the states, in each folder", () => {
    mkdirSync(path.join(base, "state"));
    const file = path.join(base, "state", "terraform.apps.tfstate");
    writeFileSync(file, "x".repeat(1024 * 1024));
    const stacks = [apps(base, { local: { path: file } })];
    expect(checkFreeSpace(stacks, [path.join(base, "plan", "not-yet")], () => 5 * 1024 * 1024)).toEqual([]);
    const found = checkFreeSpace(stacks, [], (folder) => (folder === path.dirname(file) ? 20_000 : 1e12));
    expect(found).toEqual([
      {
        code: "no-space",
        level: "problem",
        message: expect.stringMatching(
          /state: got 20 KiB of free space, want at least 5120 KiB for the states and plans; free space and run the command again$/,
        ),
      },
    ]);
  });

  it("is there on this machine, also for a folder that does not exist yet", () => {
    expect(checkFreeSpace([apps(path.join(base, "a", "b"))], [])).toEqual([]);
  });
});
