import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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

  it("fails when cdktf is told to use one that is not there", async () => {
    await expect(ensureTerraform(silent, { PATH: dir, TERRAFORM_BINARY_NAME: "yours" })).rejects.toThrow(
      'TERRAFORM_BINARY_NAME: "yours" is not a program in PATH; unset it or name one that is',
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
