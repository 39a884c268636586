import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Asking, runAsRoot } from "../../../lab/as-root";
import type { Progress } from "../../../tools/progress";

/** A `sudo` of the test's own in PATH, which runs nothing as root: it refuses, asks, or runs the program as it is. */
describe("the supervisor of an ordinary user's lab (with a stand-in for sudo)", () => {
  let folder: string;
  let shown: string[];
  const progress: Progress = {
    step: (title, work) => {
      shown.push(`step ${title}`);
      return work(() => {});
    },
    note: (line) => void shown.push(line),
  };

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "as-root-"));
    shown = [];
    program("supervisor", '[ $# = 0 ] && { echo "supervisor: usage: supervisor start PLAN" >&2; exit 1; }; echo "$@"');
    jest.spyOn(process, "getuid").mockReturnValue(1000);
  });
  afterEach(() => {
    jest.restoreAllMocks();
    rmSync(folder, { recursive: true });
  });

  function program(name: string, script: string): void {
    writeFileSync(path.join(folder, name), `#!/bin/sh\n${script}\n`);
    chmodSync(path.join(folder, name), 0o755);
  }
  const calls = () => readFileSync(path.join(folder, "calls"), "utf8");
  const supervisor = () => path.join(folder, "supervisor");
  const start = (asking: Omit<Asking, "env">, variables: NodeJS.ProcessEnv = {}) => {
    const env = { PATH: `${folder}:${process.env.PATH}`, HERE: folder, ...variables };
    const before = process.env.PATH;
    process.env.PATH = env.PATH;
    const running = runAsRoot(supervisor(), ["start", "plan.json"], "starting n1", progress, { env, ...asking });
    process.env.PATH = before;
    return running;
  };

  it("starts without a question if sudo needs no password", async () => {
    program("sudo", 'printf "%s\\n" "$*" >> "$HERE/calls"; shift 2; exec "$@"');
    expect(await start({ terminal: false })).toMatchObject({ code: 0, stdout: "start plan.json\n" });
    expect(shown).toEqual(["step starting n1"]);
    expect(calls()).toBe(`-n -- ${supervisor()}\n-n -- ${supervisor()} start plan.json\n`);
  });

  const asks = `printf "%s\\n" "$*" >> "$HERE/calls"
case "$1" in -n) echo "sudo: a password is required" >&2; exit 1;; -p) shift 3;; -A) shift 2;; esac
exec "$@"`;

  it("says what the password is for before sudo asks", async () => {
    program("sudo", asks);
    expect(await start({ terminal: true })).toMatchObject({ code: 0, stdout: "start plan.json\n" });
    expect(shown).toEqual([
      expect.stringMatching(
        /^starting n1: only root can create .*sudo runs .*supervisor, and nothing else, as root\.$/,
      ),
    ]);
    expect(calls().split("\n")[1]).toBe(`-p [sudo] password for %p:  -- ${supervisor()} start plan.json`);
  });

  it("lets a program answer for the user if there is no terminal", async () => {
    program("sudo", asks);
    expect(await start({ terminal: false }, { SUDO_ASKPASS: "/bin/true" })).toMatchObject({ code: 0 });
    expect(calls().split("\n")[1]).toBe(`-A -- ${supervisor()} start plan.json`);
  });

  it("fails with a code if sudo cannot ask", async () => {
    program("sudo", asks);
    await expect(start({ terminal: false })).rejects.toThrow(
      /sudo refused to run .*supervisor: a password is required, and there is no terminal to ask for the password; run the command in a terminal, .* \(sudo-refused\)$/,
    );
  });

  it("fails with the words of sudo if it refuses", async () => {
    program("sudo", 'echo "sudo: nru is not in the sudoers file." >&2; exit 1');
    await expect(start({ terminal: true })).rejects.toThrow(/: nru is not in the sudoers file\.; .*\(sudo-refused\)$/);
  });

  it("reports a failure of the supervisor as its own, not as one of sudo", async () => {
    program("supervisor", 'echo "supervisor: no namespaces" >&2; exit 1');
    program("sudo", asks);
    expect(await start({ terminal: true })).toMatchObject({ code: 1, stderr: "supervisor: no namespaces\n" });
  });

  it("needs no sudo as root", async () => {
    jest.spyOn(process, "getuid").mockReturnValue(0);
    program("sudo", 'printf "%s\\n" "$*" >> "$HERE/calls"');
    expect(await start({ terminal: false })).toMatchObject({ code: 0 });
    expect(existsSync(path.join(folder, "calls"))).toBe(false);
  });
});
