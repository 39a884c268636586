import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readlinkSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { chrootFiles, writeRootLinks } from "../../../lab/chroot";
import { elfNeeds } from "../../../lab/elf";

const folder = mkdtempSync(path.join(tmpdir(), "chroot-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("what a program needs to be loaded", () => {
  it("is what ldd prints for it", () => {
    const shell = realpathSync("/bin/sh");
    const printed = execFileSync("ldd", [shell], { encoding: "utf8" });
    const { loader, libraries } = elfNeeds(shell);
    expect(printed).toContain(`${loader} (0x`);
    expect(libraries).toContain("libc.so.6");
    expect(libraries.filter((name) => !printed.includes(`${name} => /`))).toEqual([]);
  });

  it.each([
    ["a script", "#!/bin/sh\necho hello\n"],
    ["an empty file", ""],
    ["the start of a program", "\x7fELF\x02\x01"],
    ["a program for 32 bits", `\x7fELF\x01\x01${"\0".repeat(100)}`],
  ])("is nothing for %s", (_what, content) => {
    const file = path.join(folder, "file");
    writeFileSync(file, content, "latin1");
    expect(elfNeeds(file)).toEqual({ libraries: [] });
  });
});

describe("the file system of a task of the drivers exec and java", () => {
  const files = chrootFiles();
  writeRootLinks(path.join(folder, "links"));

  it("has a shell, the libraries of all of its programs, and their loader", () => {
    const targets = Object.values(files);
    expect(targets).toEqual(expect.arrayContaining(["/usr/bin/sh", "/usr/bin/env", "/usr/bin/curl", "/etc"]));
    const names = targets.map((file) => path.basename(file));
    for (const file of Object.keys(files).filter((source) => source.startsWith("/usr/bin/"))) {
      const { loader, libraries } = elfNeeds(file);
      expect(names).toEqual(expect.arrayContaining([...libraries, ...(loader ? [path.basename(loader)] : [])]));
    }
  });

  it("is of this machine, but not all of it", () => {
    const own = Object.keys(files).filter((file) => !file.startsWith("/run/node/"));
    expect(own.filter((file) => !existsSync(file))).toEqual([]);
    expect(own).not.toContain("/usr");
    expect(own.filter((file) => file.startsWith("/home") || file.startsWith("/root"))).toEqual([]);
  });

  it("has /bin, /lib, and the like as links, whatever this machine has", () => {
    expect(files["/run/node/etc/chroot"]).toBe("/");
    expect(readlinkSync(path.join(folder, "links", "bin"))).toBe("usr/bin");
    expect(Object.values(files).filter((file) => /^\/(bin|sbin|lib|lib64)\//.test(file))).toEqual([]);
  });
});
