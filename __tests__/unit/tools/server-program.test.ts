import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { existingServer, givenProgram } from "../../../tools/server-program";
import { versions } from "../../../tools/versions";

let folder: string;
let notes: string[];
const progress = {
  step: <T>(_title: string, work: (say: () => void) => Promise<T>) => work(() => {}),
  note: (line: string) => void notes.push(line),
};

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "server-program-"));
  notes = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Writes a program that prints a text for every argument. */
function program(name: string, prints: string, ending = ""): string {
  const file = path.join(folder, name);
  writeFileSync(file, `#!/bin/sh\ncat <<'END'\n${prints}\nEND\n${ending}\n`);
  chmodSync(file, 0o755);
  return file;
}

function file(name: string, content: Buffer | string, mode = 0o755): string {
  const written = path.join(folder, name);
  writeFileSync(written, content);
  chmodSync(written, mode);
  return written;
}

/** The first bytes of a program for a processor. */
function elf(machine: number): Buffer {
  const header = Buffer.alloc(64);
  header.write("\x7fELF\x02\x01\x01", "latin1");
  header.writeUInt16LE(2, 16);
  header.writeUInt16LE(machine, 18);
  return header;
}

const other = process.arch === "arm64" ? { machine: 62, name: "x86-64" } : { machine: 183, name: "arm64" };
const inPath = () => ({ PATH: folder });
const search = (name: "nomad" | "consul", given?: string) =>
  existingServer(name, progress, given === undefined ? undefined : { program: given, from: `--${name}` }, inPath());

describe("the program of a server in PATH", () => {
  it.each([
    ["nomad", "Nomad v1.8.0\nBuildDate 2024-05-28T17:38:17Z\nRevision 28b82e4b2259fae5a62e2ca", "1.8.0"],
    ["nomad", "Nomad v1.10.5", "1.10.5"],
    ["nomad", "Nomad v2.0.0-beta.1", "2.0.0"],
    ["nomad", "==> a warning\nNomad v1.11.4-dev (abc'1)", "1.11.4"],
    ["consul", "Consul v1.18.0\nRevision 1a2b", "1.18.0"],
    ["consul", "Consul v1.22.3\nRevision 1a2b", "1.22.3"],
  ] as const)("is used: %s with %j", async (name, prints, version) => {
    const file = program(name, prints);
    expect(await search(name)).toEqual({ path: file, version, source: "PATH" });
    expect(notes).toEqual([`${name === "nomad" ? "Nomad" : "Consul"} ${version}: ${file}, found in PATH`]);
  });

  it.each([
    ["nomad", "Nomad v1.7.7", "is Nomad 1.7.7, which is older than 1.8"],
    ["nomad", "Nomad v0.12.10+dfsg1", "is Nomad 0.12.10, which is older than 1.8"],
    ["nomad", "Nomad v1.8.4+ent", "is Nomad Enterprise 1.8.4, which needs a license"],
    ["consul", "Consul v1.8.7", "is Consul 1.8.7, which is older than 1.18"],
  ] as const)("is not used, and the pinned version is: %s with %j", async (name, prints, problem) => {
    const file = program(name, prints);
    expect(await search(name)).toBeUndefined();
    const title = name === "nomad" ? "Nomad" : "Consul";
    expect(notes).toEqual([`${title} ${versions[name]} instead of the program in PATH: ${file} ${problem}`]);
  });

  it("need not exist", async () => {
    expect(await search("nomad")).toBeUndefined();
    expect(notes).toEqual([]);
  });

  it('is not looked at for "pinned"', async () => {
    program("nomad", "Nomad v1.10.0");
    expect(await search("nomad", "pinned")).toBeUndefined();
    expect(notes).toEqual([]);
  });
});

describe("a given program of a server", () => {
  it("is used, by its path, by its name in PATH, and through a link", async () => {
    const file = program("my-nomad", "Nomad v1.9.3");
    const link = path.join(folder, "link");
    symlinkSync(file, link);
    for (const given of [file, "my-nomad", link]) {
      expect(await search("nomad", given)).toEqual({ path: file, version: "1.9.3", source: "given" });
    }
    expect(notes[0]).toBe(`Nomad 1.9.3: ${file}, from --nomad`);
  });

  const advice = `; give the path of Nomad 1.8 or later, or "pinned" to build ${versions.nomad} (tool-unusable)`;

  it.each<[string, () => string, string]>([
    ["too old", () => program("old", "Nomad v1.6.2"), "is Nomad 1.6.2, which is older than 1.8"],
    ["another server", () => program("c", "Consul v1.21.0"), 'is not Nomad: it prints "Consul v1.21.0" for -version'],
    ["silent", () => program("silent", ""), 'is not Nomad: it prints "" for -version'],
    [
      "failing",
      () => file("failing", "#!/bin/sh\necho 'libc.so.6 not found' >&2\nexit 1\n"),
      "cannot be run: libc.so.6 not found",
    ],
    ["a script without its interpreter", () => file("gone", "#!/nowhere/sh\n"), "cannot be run: ENOENT"],
    ["a text", () => file("text", "Nomad v1.11.3\n"), "is not a program for Linux"],
    ["empty", () => file("empty", ""), "is not a program for Linux"],
    [
      "for another processor",
      () => file("other", elf(other.machine)),
      `is for the processor ${other.name}, and this machine has ${other.name === "arm64" ? "x86-64" : "arm64"}`,
    ],
    ["not there", () => path.join(folder, "nothing"), "does not exist"],
    ["not in PATH", () => "no-such-nomad", "is not in PATH"],
    ["not executable", () => file("plain", "#!/bin/sh\n", 0o644), "is not executable (chmod +x)"],
    [
      "a folder",
      () => {
        mkdirSync(path.join(folder, "folder"));
        return path.join(folder, "folder");
      },
      "is not a file",
    ],
  ])("is refused if it is %s", async (_, write, problem) => {
    const given = write();
    const refused = givenProgram("nomad", { program: given, from: "--nomad" }, inPath());
    await expect(refused).rejects.toThrow(`--nomad: ${given} ${problem}${advice}`);
    await expect(refused).rejects.toMatchObject({ code: "tool-unusable" });
  });
});
