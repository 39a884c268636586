import fs, { mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { findProgram } from "../../../tools/find-program";
import { placePlugin, pluginFile } from "../../../tools/plugin-file";

const nomad = { source: "terraform.local/cdknomad/nomad", version: "0.1.0" };
const windows = { os: "win32", cpu: "x64" };

let folder: string;
const at = (...names: string[]) => path.join(folder, ...names);
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "plugin-file-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

it.each([
  ["linux", "x64", "linux_amd64/terraform-provider-nomad_v0.1.0"],
  ["linux", "arm64", "linux_arm64/terraform-provider-nomad_v0.1.0"],
  ["darwin", "x64", "darwin_amd64/terraform-provider-nomad_v0.1.0"],
  ["darwin", "arm64", "darwin_arm64/terraform-provider-nomad_v0.1.0"],
  ["win32", "x64", "windows_amd64/terraform-provider-nomad_v0.1.0.exe"],
  ["win32", "arm64", "windows_arm64/terraform-provider-nomad_v0.1.0.exe"],
])("Terraform finds a provider on %s-%s below its source and version in %s", (os, cpu, place) => {
  const plugins = path.join("stack", "terraform.d", "plugins", "terraform.local", "cdknomad", "nomad", "0.1.0");
  expect(pluginFile("stack", nomad, { os, cpu })).toBe(path.join(plugins, place));
});

it("a plugin is a symbolic link, which is replaced when the program is another one", () => {
  const target = at("deep", "plugin");
  expect(placePlugin(at("a"), target)).toBe("new");
  writeFileSync(at("a"), "a");
  expect(placePlugin(at("a"), target)).toBe("kept");
  expect(placePlugin(at("b"), target)).toBe("new");
  expect(readlinkSync(target)).toBe(at("b"));
});

describe("on Windows, where users may not create symbolic links, a plugin", () => {
  const program = (text: string) => {
    writeFileSync(at("program.exe"), text);
    return at("program.exe");
  };

  it("is a hard link, which is replaced when a new program has the same path", () => {
    const target = at("deep", "plugin.exe");
    expect(placePlugin(program("one"), target, windows)).toBe("new");
    expect(fs.lstatSync(target).isSymbolicLink()).toBe(false);
    expect(statSync(target).ino).toBe(statSync(at("program.exe")).ino);
    expect(placePlugin(at("program.exe"), target, windows)).toBe("kept");
    rmSync(at("program.exe")); // npm replaces the file
    expect(placePlugin(program("two"), target, windows)).toBe("new");
    expect(readFileSync(target, "utf8")).toBe("two");
  });

  it("is a copy if the program is on another disk", () => {
    const link = jest.spyOn(fs, "linkSync").mockImplementation(() => {
      throw Object.assign(new Error("cross-device link not permitted"), { code: "EXDEV" });
    });
    expect(placePlugin(program("one"), at("plugin.exe"), windows)).toBe("new");
    expect(placePlugin(program("two"), at("plugin.exe"), windows)).toBe("new");
    expect(link).toHaveBeenCalledTimes(2);
    link.mockRestore();
    expect(readFileSync(at("plugin.exe"), "utf8")).toBe("two");
    expect(statSync(at("plugin.exe")).ino).not.toBe(statSync(at("program.exe")).ino);
  });

  it("is found by its name without .exe, as Terraform is", () => {
    mkdirSync(at("bin"));
    writeFileSync(at("bin", "terraform.exe"), "", { mode: 0o755 });
    const env = { PATH: at("bin") };
    expect(findProgram("terraform", env, windows)).toBe(at("bin", "terraform.exe"));
    expect(findProgram("terraform.exe", env, windows)).toBe(at("bin", "terraform.exe"));
    expect(findProgram("terraform", env)).toBeUndefined();
  });
});
