import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { cacheDir } from "../../../tools/cache";
import { silent } from "../../../tools/progress";
import { ensureTerraform } from "../../../tools/terraform";

describe("the program that plans and applies", () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(path.join(tmpdir(), "terraform-"));
    for (const name of ["terraform", "tofu", "mine"]) {
      writeFileSync(path.join(dir, name), "#!/bin/sh\n", { mode: 0o755 });
    }
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  it("is terraform before tofu", async () => {
    expect(await ensureTerraform(silent, { PATH: dir })).toBe(path.join(dir, "terraform"));
    rmSync(path.join(dir, "terraform"));
    expect(await ensureTerraform(silent, { PATH: dir })).toBe(path.join(dir, "tofu"));
  });

  it("is the value of TERRAFORM_BINARY_NAME, like for cdktf", async () => {
    expect(await ensureTerraform(silent, { PATH: dir, TERRAFORM_BINARY_NAME: "mine" })).toBe(path.join(dir, "mine"));
  });

  it("is the program at a path in TERRAFORM_BINARY_NAME, independent of the working directory", async () => {
    const started = (TERRAFORM_BINARY_NAME: string) =>
      ensureTerraform(silent, { PATH: "/nowhere", TERRAFORM_BINARY_NAME });
    expect(await started(path.join(dir, "mine"))).toBe(path.join(dir, "mine"));
    expect(await started(path.relative(".", path.join(dir, "mine")))).toBe(path.join(dir, "mine"));
  });

  it.each(["yours", "./yours"])("fails if TERRAFORM_BINARY_NAME is %s, which does not exist", async (wanted) => {
    await expect(ensureTerraform(silent, { PATH: dir, TERRAFORM_BINARY_NAME: wanted })).rejects.toThrow(
      `TERRAFORM_BINARY_NAME: "${wanted}" is neither a program in PATH nor the path of one; unset it or name one that is`,
    );
  });
});

describe("the cache", () => {
  it("is in CDKNOMAD_CACHE, otherwise in the system's folder for caches", () => {
    expect(cacheDir({ CDKNOMAD_CACHE: "/a", XDG_CACHE_HOME: "/b" })).toBe("/a");
    expect(cacheDir({ XDG_CACHE_HOME: "/b" })).toBe("/b/cdknomad");
    expect(cacheDir({})).toMatch(/\/\.cache\/cdknomad$/);
  });
});
