import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const repository = path.join(__dirname, "..", "..", "..");

/** Prints what is loaded when the command ends. */
const AT_THE_END = `process.on("exit", () => print());`;

/** Prints what is loaded when the command starts the user's program, and ends it. */
const AT_THE_PROGRAM = `
  require("node:child_process").spawn = () => {
    print();
    process.exit();
  };`;

/** Returns what of this repository and its packages is loaded by a command. */
function loadedBy(words: readonly string[], { moment = AT_THE_END, folder = repository, stderr = "" } = {}): string[] {
  const script = `
    process.argv.push("cdknomad", ...${JSON.stringify(words)});
    const print = () => console.log("loaded: " + JSON.stringify(Object.keys(require.cache)));
    ${moment}
    require(${JSON.stringify(path.join(repository, "bin", "cdknomad"))});`;
  // Without a running lab and a cache of the user.
  const env: NodeJS.ProcessEnv = { ...process.env, HOME: folder, XDG_CACHE_HOME: folder };
  delete env.SUDO_UID; // with it, the command would start again as another user
  delete env.NODE_OPTIONS; // it can load a file before the command
  const finished = spawnSync(process.execPath, ["-e", script], { cwd: folder, encoding: "utf8", env });
  expect(finished.stderr).toContain(stderr);
  expect(finished.stderr === "").toBe(stderr === "");
  const [, files] = /^loaded: (.*)$/m.exec(finished.stdout) ?? [];
  return (JSON.parse(files ?? "[]") as string[]).map((file) => path.relative(repository, file));
}

/** The packages of the files, without the compiler, which a clone loads for a file that was not compiled yet. */
function packagesOf(files: readonly string[]): string[] {
  const names = files.flatMap((file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []);
  return [...new Set(names)].filter((name) => name !== "typescript").sort();
}

const ownOf = (files: readonly string[]) => files.filter((file) => !file.startsWith("node_modules/"));

describe("the start of a command", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), "cdknomad-start-"));
    writeFileSync(path.join(folder, "cdktf.json"), JSON.stringify({ app: "true" }));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(["plan", "apply", "doctor"])("does not load cdktf for %s, which would add a third to it", (command) => {
    const packages = packagesOf(loadedBy([command, "--help"]));
    expect(packages).toContain("commander");
    expect(packages).not.toContain("cdktf");
  });

  it("loads nothing that a request, a job, or an error needs for the list of all commands", () => {
    const loaded = loadedBy(["--help"]);
    expect(packagesOf(loaded)).toEqual(["commander", "picocolors"]);
    const folders = new Set(ownOf(loaded).map((file) => path.dirname(file)));
    expect([...folders].sort()).toEqual([
      "bin",
      "cli",
      "cli/report",
      "clients",
      "errors",
      "provider/internal/election",
    ]);
    const ofClients = ownOf(loaded).filter((file) => file.startsWith("clients/"));
    expect(ofClients).toEqual(["clients/open-logins.ts", "clients/election.ts"]);
  });

  it("loads neither cdktf nor the job specification for the state of a lab, and no HTTP client if it is not running", () => {
    const loaded = loadedBy(["lab", "status"], { folder, stderr: "lab-not-running" });
    expect(loaded).toContain("cli/commands/lab/status.ts");
    expect(packagesOf(loaded)).toEqual(["commander", "picocolors"]);
    expect(ownOf(loaded).filter((file) => /^(constructs|\.gen|config|patterns|tools\/versions)\b/.test(file))).toEqual(
      [],
    );
  });

  it("starts the user's program before it loads what a plan needs afterwards", () => {
    const loaded = loadedBy(["plan"], { folder, moment: AT_THE_PROGRAM });
    expect(loaded).toContain("cli/program/synthesize.ts");
    expect(packagesOf(loaded)).toEqual(["commander", "picocolors"]);
    expect(
      ownOf(loaded).filter((file) => /^(cli\/(checks|proof|stack|terraform)|constructs|lab|tools)\//.test(file)),
    ).toEqual([]);
  });

  it.each([
    ["the list of all commands", ["--help"]],
    ["the help of another command", ["help", "unlock"], "cli/commands/unlock.ts"],
    ["the completion of a command's name", ["complete", "--", "pl"]],
    ["the completion of a command's options", ["complete", "--", "unlock", "--"], "cli/commands/unlock.ts"],
  ])("loads no command that was not typed for %s", (_, words, ...commands) => {
    expect(loadedBy(words).filter((file) => file.startsWith("cli/commands/"))).toEqual(commands);
  });
});
