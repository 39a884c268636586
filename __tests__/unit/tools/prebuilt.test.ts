import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { GoProgram } from "../../../tools/go-build";
import { type Platform, platformName } from "../../../tools/platform";
import {
  missingPackage,
  type PrebuiltPlace,
  platformPackage,
  prebuiltProgram,
  sha256,
  sourceKey,
} from "../../../tools/prebuilt";
import { ensureProgram } from "../../../tools/program";
import { silent } from "../../../tools/progress";

jest.setTimeout(120_000);

const linux: Platform = { os: "linux", cpu: "x64" };
const CONTENT = "the program";

let folder: string;
let program: GoProgram;
const keep = process.env.CDKNOMAD_CACHE;
const at = (...names: string[]) => path.join(folder, ...names);

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "ready-made-"));
  process.env.CDKNOMAD_CACHE = at("cache");
  program = { name: "hello", dir: at("module"), packagePath: "." };
  write("module hello\n\ngo 1.26\n", "module", "go.mod");
  write("package main\n\nfunc main() {}\n", "module", "main.go");
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  if (keep === undefined) {
    delete process.env.CDKNOMAD_CACHE;
  } else {
    process.env.CDKNOMAD_CACHE = keep;
  }
});

function write(text: string, ...names: string[]): string {
  mkdirSync(path.dirname(at(...names)), { recursive: true });
  writeFileSync(at(...names), text);
  return at(...names);
}

/** A project with a package of cdknomad, whose release has the program for a platform. Jest remembers what a folder lacks, so it is a new one. */
function release(platform = linux): PrebuiltPlace {
  const checksums = { [platformName(platform)]: { hello: sha256(Buffer.from(CONTENT)) } };
  const manifest = { version: "1.2.3", sources: { hello: sourceKey(program) }, checksums };
  const from = mkdtempSync(at("project-"));
  write(JSON.stringify(manifest), path.basename(from), "dist", "prebuilt.json");
  return { manifest: path.join(from, "dist"), from, platform };
}

/** Installs the package of a platform. @returns the path of the program */
function install({ from, platform: wanted }: PrebuiltPlace, platform = wanted, version = "1.2.3"): string {
  const place = [path.basename(from), "node_modules", ...platformPackage(platform).split("/")];
  write(JSON.stringify({ name: platformPackage(platform), version }), ...place, "package.json");
  return write(CONTENT, ...place, "bin", platform.os === "win32" ? "hello.exe" : "hello");
}

describe("a program", () => {
  it("is the prebuilt one, otherwise the one in the cache, otherwise built with Go", async () => {
    const place = release();
    const built = await ensureProgram(program, silent, place);
    expect(path.dirname(path.dirname(built))).toBe(at("cache", "tools"));

    const steps: string[] = [];
    const listening = { ...silent, step: (title: string) => Promise.reject(steps.push(title)) };
    expect(await ensureProgram(program, listening, place)).toBe(built);

    const complete = release();
    const file = install(complete);
    expect(await ensureProgram(program, listening, complete)).toBe(file);
    rmSync(at("cache"), { recursive: true });
    expect(await ensureProgram(program, listening, complete)).toBe(file);
    expect(steps).toEqual([]);
    expect(existsSync(at("cache"))).toBe(false);
  });

  it("is built with Go if a user patched its sources", async () => {
    const place = release();
    install(place);
    write('package main\n\nfunc main() { println("patched") }\n', "module", "main.go");
    expect(prebuiltProgram(program, place)).toBeUndefined();
    expect(missingPackage(program, place)).toBeUndefined();
    expect(await ensureProgram(program, silent, place)).toContain(at("cache", "tools"));
  });

  it("that cannot be built has the advice to install it, if the package is missing", async () => {
    write("package main\n\nfunc main() { nothing() }\n", "module", "main.go");
    const place = release();
    await expect(ensureProgram(program, silent, place)).rejects.toThrow(
      /to install it prebuilt: npm install --include=optional \(package @cdknomad\/linux-x64\) \(build-failed\)$/,
    );
    const clone = { ...place, manifest: at("module") };
    await expect(ensureProgram(program, silent, clone)).rejects.not.toThrow(/to install it/);
  });
});

describe("a prebuilt program", () => {
  it("is used only by a release that has it, in its version, and for this platform", () => {
    const place = release();
    const file = install(place);
    expect(prebuiltProgram(program, place)).toBe(file);
    expect(missingPackage(program, place)).toBeUndefined();
    expect(prebuiltProgram({ ...program, name: "other" }, place)).toBeUndefined();
    // A clone has no list of checksums.
    const clone = { ...place, manifest: at("module") };
    expect(prebuiltProgram(program, clone)).toBeUndefined();
    expect(missingPackage(program, clone)).toBeUndefined();

    const others: readonly [Platform, string][] = [
      [{ os: "linux", cpu: "arm64" }, "1.2.3"],
      [linux, "1.2.4"],
    ];
    for (const [platform, version] of others) {
      const other = release();
      install(other, platform, version);
      expect(prebuiltProgram(program, other)).toBeUndefined();
      expect(missingPackage(program, other)).toBe("@cdknomad/linux-x64");
    }
  });

  it("is found beside cdknomad, and in its own folder, where npm puts it if a project has two versions", () => {
    const project = release();
    const from = path.join(project.from, "node_modules", "cdknomad");
    write(JSON.stringify({ name: "cdknomad" }), path.relative(folder, from), "package.json");
    const place = { ...project, from };
    const beside = install(project);
    expect(prebuiltProgram(program, place)).toBe(beside);
    const both = release();
    install(both, linux, "1.0.0");
    const own = path.join(both.from, "node_modules", "cdknomad");
    const nested = ["node_modules", "@cdknomad", "linux-x64"];
    write(JSON.stringify({ version: "1.2.3" }), path.relative(folder, own), ...nested, "package.json");
    const file = write(CONTENT, path.relative(folder, own), ...nested, "bin", "hello");
    expect(prebuiltProgram(program, { ...both, from: own })).toBe(file);
  });

  it.each([
    ["darwin", "arm64", "@cdknomad/darwin-arm64", "hello"],
    ["win32", "x64", "@cdknomad/win32-x64", "hello.exe"],
  ])("for %s-%s is in the package %s as %s", (os, cpu, name, file) => {
    expect(missingPackage(program, release({ os, cpu }))).toBe(name);
    const place = release({ os, cpu });
    const installed = install(place);
    expect(installed).toContain(path.join(name, "bin", file));
    expect(prebuiltProgram(program, place)).toBe(installed);
    expect(prebuiltProgram(program, { ...place, platform: linux })).toBeUndefined();
  });

  it("that is not the file of the release is an error, also where Go could build it", async () => {
    const place = release();
    const file = install(place);
    writeFileSync(file, "another program");
    const [got, wanted] = ["another program", CONTENT].map((text) => sha256(Buffer.from(text)));
    const fix = `remove the folder ${path.dirname(path.dirname(file))} and run npm install (checksum-wrong)`;
    await expect(ensureProgram(program, silent, place)).rejects.toThrow(
      `${file}: is not the file of cdknomad 1.2.3: got SHA-256 ${got}, accepted is SHA-256 ${wanted}; ${fix}`,
    );
    rmSync(file);
    expect(() => prebuiltProgram(program, place)).toThrow(`got no file, accepted is SHA-256 ${wanted}; ${fix}`);
  });
});
