import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { temporaryFolder } from "../../../tools/temporary-folder";

describe("a temporary folder", () => {
  const parent = mkdtempSync(path.join(tmpdir(), "cdknomad-test-"));
  const namespace = readlinkSync("/proc/self/ns/pid");
  const left = (name: string, owner?: string) => {
    const folder = path.join(parent, name);
    mkdirSync(folder);
    writeFileSync(path.join(folder, "apps.tfplan"), "a copy of a plan");
    if (owner !== undefined) {
      writeFileSync(path.join(folder, "owner"), `${owner}\n`);
    }
    return folder;
  };

  afterAll(() => rmSync(parent, { recursive: true }));

  it("can be read by its owner only, and names the process", () => {
    const folder = temporaryFolder("apply", parent);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(readFileSync(path.join(folder, "owner"), "utf8")).toBe(`${process.pid} ${namespace}\n`);
  });

  it("replaces those that killed runs of the same command left, and no other", () => {
    const ended = 4_194_303; // above the largest id of a process
    const killed = left("cdknomad-apply-killed", `${ended} ${namespace}`);
    const kept = [
      left("cdknomad-apply-running", `${process.ppid} ${namespace}`),
      left("cdknomad-apply-container", `${ended} pid:[1]`),
      left("cdknomad-apply-unknown"),
      left("cdknomad-plan-killed", `${ended} ${namespace}`),
    ];
    temporaryFolder("apply", parent);
    expect(existsSync(killed)).toBe(false);
    expect(kept.filter((folder) => !existsSync(folder))).toEqual([]);
  });
});
