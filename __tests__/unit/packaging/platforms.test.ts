import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parts } from "../../../packaging/components";
import { compile } from "../../../packaging/platforms/compile";
import { notices } from "../../../packaging/platforms/notices";
import { packageFile } from "../../../packaging/platforms/platform-package";
import { platforms, prebuiltPrograms, sourceKeys } from "../../../packaging/platforms/programs";
import { publishedPackage } from "../../../packaging/published-package";
import { sourceKey } from "../../../tools/prebuilt";
import { tools } from "../../../tools/tool";

jest.setTimeout(300_000);

const root = path.join(__dirname, "..", "..", "..");
const clone = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
const linux = { os: "linux", cpu: "x64" };

test("there is a package for Linux, macOS, and Windows on both processors, which npm installs only there", () => {
  const all = platforms.map((platform) => packageFile(platform, "1.2.3", "MPL-2.0"));
  expect(all.map(({ name, os, cpu }) => [name, ...os, ...cpu])).toEqual([
    ["@cdknomad/linux-x64", "linux", "x64"],
    ["@cdknomad/linux-arm64", "linux", "arm64"],
    ["@cdknomad/darwin-x64", "darwin", "x64"],
    ["@cdknomad/darwin-arm64", "darwin", "arm64"],
    ["@cdknomad/win32-x64", "win32", "x64"],
    ["@cdknomad/win32-arm64", "win32", "arm64"],
  ]);
  expect(packageFile(linux, "1.2.3", "MPL-2.0")).toMatchObject({ version: "1.2.3", license: "MPL-2.0" });
});

test("the published package depends on exactly the packages that were built, the clone on none", () => {
  expect(clone).not.toHaveProperty("optionalDependencies");
  const checksums = { "linux-x64": {}, "win32-arm64": {} };
  const published = publishedPackage(clone, { version: clone.version, sources: {}, checksums });
  expect(published.optionalDependencies).toEqual({
    "@cdknomad/linux-x64": clone.version,
    "@cdknomad/win32-arm64": clone.version,
  });
  for (const field of ["private", "scripts", "devDependencies", "overrides"]) {
    expect(published).not.toHaveProperty(field);
  }
  const { name, version, bin, files, dependencies, peerDependencies, exports, engines, license } = clone;
  const kept = { name, version, bin, files, dependencies, peerDependencies, exports, engines, license };
  expect(published).toMatchObject(kept);
  expect(publishedPackage(clone)).not.toHaveProperty("optionalDependencies");
});

test("the same sources in two folders give the same bytes and the same key", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "cdknomad-platforms-"));
  try {
    const files = ["one", "another/place"].map((name) => {
      const place = path.join(folder, name);
      for (const module of ["tools/modules/jobspec", "provider/jobspec"]) {
        cpSync(path.join(root, module), path.join(place, module), { recursive: true });
      }
      const program = { ...tools.jobspec, dir: path.join(place, "tools/modules/jobspec") };
      expect(sourceKey(program)).toBe(sourceKeys().jobspec);
      compile(program, linux, path.join(place, "jobspec"));
      return readFileSync(path.join(place, "jobspec"));
    });
    expect(files[0]?.equals(files[1] as Buffer)).toBe(true);
    expect(files[0]?.includes(folder)).toBe(false);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("the package of a platform has the license text of each module in its programs", () => {
  const text = notices(prebuiltPrograms, linux);
  const modules = parts(root)
    .filter(({ name }) => ["the providers", "the importer's parser"].includes(name))
    .flatMap(({ components }) => components);
  expect(modules.length).toBeGreaterThan(50);
  expect(modules.filter(({ name, version }) => !text.includes(`${name} ${version}`))).toEqual([]);
  expect(text).toContain("Mozilla Public License");
  expect(text).not.toContain("Business Source License");
  expect(text).not.toContain(root);
});
