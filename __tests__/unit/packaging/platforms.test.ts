import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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
  const all = platforms.map((platform) => packageFile(platform, { version: "1.2.3", license: "MPL-2.0" }));
  expect(all.map(({ name, os, cpu }) => [name, ...os, ...cpu])).toEqual([
    ["@cdknomad/linux-x64", "linux", "x64"],
    ["@cdknomad/linux-arm64", "linux", "arm64"],
    ["@cdknomad/darwin-x64", "darwin", "x64"],
    ["@cdknomad/darwin-arm64", "darwin", "arm64"],
    ["@cdknomad/win32-x64", "win32", "x64"],
    ["@cdknomad/win32-arm64", "win32", "arm64"],
  ]);
  const common = { version: "1.2.3", license: "MPL-2.0", repository: "github:ann/cdknomad" };
  expect(packageFile(linux, common)).toMatchObject(common);
});

test("the published package depends on exactly the packages that were built, the clone on none", () => {
  expect(clone).not.toHaveProperty("optionalDependencies");
  const checksums = { "linux-x64": {}, "win32-arm64": {} };
  const published = publishedPackage(clone, { version: clone.version, sources: {}, checksums });
  expect(published.optionalDependencies).toEqual({
    "@cdknomad/linux-x64": clone.version,
    "@cdknomad/win32-arm64": clone.version,
  });
  for (const field of ["scripts", "overrides"]) {
    expect(published).not.toHaveProperty(field);
  }
  const { name, version, bin, files, dependencies, devDependencies, peerDependencies, exports, engines } = clone;
  const kept = { name, version, bin, files, dependencies, devDependencies, peerDependencies, exports, engines };
  expect(published).toMatchObject(kept);
  expect(publishedPackage(clone)).not.toHaveProperty("optionalDependencies");
});

/** The sources of the parser, and a program with a module in a folder beside it, as the parser has one. */
function plant(place: string) {
  for (const module of ["tools/modules/jobspec", "provider/jobspec"]) {
    cpSync(path.join(root, module), path.join(place, module), { recursive: true });
  }
  const files = {
    "program/go.mod": "module program\n\ngo 1.26\n\nrequire beside v0.0.0\n\nreplace beside => ../beside\n",
    "program/main.go": 'package main\n\nimport (\n\t"beside"\n)\n\nfunc main() { beside.Fail() }\n',
    "beside/go.mod": "module beside\n\ngo 1.26\n",
    "beside/beside.go": 'package beside\n\nfunc Fail() { panic("failed") }\n',
  };
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(place, file)), { recursive: true });
    writeFileSync(path.join(place, file), text);
  }
}

test("the same sources in two folders give the same key and the same bytes, whatever the settings of the user's Go", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "cdknomad-platforms-"));
  const before = { ...process.env };
  try {
    const [one, two] = ["one", "another/place"].map((name) => {
      const place = path.join(folder, name);
      plant(place);
      const parser = { ...tools.jobspec, dir: path.join(place, "tools/modules/jobspec") };
      expect(sourceKey(parser)).toBe(sourceKeys().jobspec);
      const program = { name: "program", dir: path.join(place, "program"), packagePath: "." };
      compile(program, linux, path.join(place, "file"));
      // The second build is that of another user.
      Object.assign(process.env, { CGO_ENABLED: "1", GOFLAGS: "-race", GOAMD64: "v3", GOOS: "plan9" });
      return readFileSync(path.join(place, "file"));
    });
    expect(two?.equals(one as Buffer)).toBe(true);
    expect(one?.includes(folder)).toBe(false);
    compile(
      { name: "program", dir: path.join(folder, "one/program"), packagePath: "." },
      { os: "win32", cpu: "arm64" },
      path.join(folder, "exe"),
    );
    expect(readFileSync(path.join(folder, "exe")).subarray(0, 2).toString()).toBe("MZ");
  } finally {
    process.env = before;
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
