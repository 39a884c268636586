import { spawnSync } from "node:child_process";
import path from "node:path";

const repository = path.join(__dirname, "..", "..", "..");

/** Returns what of this repository and its packages is loaded when a command has ended. */
function loadedBy(words: readonly string[]): string[] {
  const script = `
    process.argv.push("cdknomad", ...${JSON.stringify(words)});
    process.on("exit", () => console.log("loaded: " + JSON.stringify(Object.keys(require.cache))));
    require("./bin/cdknomad");`;
  const { stdout, stderr } = spawnSync(process.execPath, ["-e", script], { cwd: repository, encoding: "utf8" });
  expect(stderr).toBe("");
  const [, files] = /^loaded: (.*)$/m.exec(stdout) ?? [];
  return (JSON.parse(files ?? "[]") as string[]).map((file) => path.relative(repository, file));
}

const ofPackages = (files: readonly string[], ...names: readonly string[]) =>
  names.filter((name) => files.some((file) => file.startsWith(`node_modules/${name}/`)));

describe("the start of a command", () => {
  it.each(["plan", "apply", "doctor"])("does not load cdktf for %s, which would add a third to it", (command) => {
    expect(ofPackages(loadedBy([command, "--help"]), "cdktf", "commander")).toEqual(["commander"]);
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
