import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { cacheDir } from "../../../tools/cache";
import { silent } from "../../../tools/progress";
import { ensureTerraform } from "../../../tools/terraform";

describe("the program that plans and applies", () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "terraform-"));
    for (const name of ["terraform", "tofu", "mine"]) writeFileSync(join(dir, name), "#!/bin/sh\n", { mode: 0o755 });
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  it("is terraform before tofu", async () => {
    expect(await ensureTerraform(silent, { PATH: dir })).toBe(join(dir, "terraform"));
    rmSync(join(dir, "terraform"));
    expect(await ensureTerraform(silent, { PATH: dir })).toBe(join(dir, "tofu"));
  });

  it("is the one that cdktf is told to use", async () => {
    expect(await ensureTerraform(silent, { PATH: dir, TERRAFORM_BINARY_NAME: "mine" })).toBe(join(dir, "mine"));
  });

  it("is the one at the path that cdktf is told, from wherever it is started then", async () => {
    const started = (TERRAFORM_BINARY_NAME: string) =>
      ensureTerraform(silent, { PATH: "/nowhere", TERRAFORM_BINARY_NAME });
    expect(await started(join(dir, "mine"))).toBe(join(dir, "mine"));
    expect(await started(relative(".", join(dir, "mine")))).toBe(join(dir, "mine"));
  });

  it.each(["yours", "./yours"])("fails when cdktf is told to use %s, which is not there", async (wanted) => {
    await expect(ensureTerraform(silent, { PATH: dir, TERRAFORM_BINARY_NAME: wanted })).rejects.toThrow(
      `TERRAFORM_BINARY_NAME: "${wanted}" is neither a program in PATH nor the path of one; unset it or name one that is`,
    );
  });
});

describe("the cache", () => {
  it("is where the user wants it, else where the system has caches", () => {
    expect(cacheDir({ CDKNOMAD_CACHE: "/a", XDG_CACHE_HOME: "/b" })).toBe("/a");
    expect(cacheDir({ XDG_CACHE_HOME: "/b" })).toBe("/b/cdknomad");
    expect(cacheDir({})).toMatch(/\/\.cache\/cdknomad$/);
  });
});
