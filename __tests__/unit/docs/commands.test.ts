import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { cdks } from "../../../cli/init/cdks";
import { packageFile } from "../../../cli/init/package-file";
import { type CommandLine, commandLine, commandLines, inlineCommands } from "./command-line";
import { wrongWithOwnCommand } from "./own-commands";
import { repository } from "./page";

const { scripts } = JSON.parse(readFileSync(path.join(repository, "package.json"), "utf8")) as {
  scripts: Record<string, string>;
};

/** The scripts of a project of `cdknomad init`, which some guides are for. */
const { scripts: starterScripts } = JSON.parse(packageFile("/nonexistent", "starter", {}, cdks[0]).text) as {
  scripts: Record<string, string>;
};

/** Commands of npm itself; any other word after `npm` is a script of package.json. */
const npmItself = ["ci", "install", "init", "pack"];

/** Programs whose options the lab test looks up in their help. */
const lookedUpOnTheLab = ["nomad", "consul", "terraform", "cdktf"];

/** Common programs; their options are not checked. */
const everyday = [
  "cat",
  "cd",
  "git",
  "mkdir",
  "cp",
  "mv",
  "curl",
  "htpasswd",
  "dig",
  "docker",
  "sed",
  "systemctl",
  "apt-get",
  "unset",
  "tsc",
  "jest",
  "tsx",
  "sysctl",
  "ss",
  "iptables",
];

function wrongWithNpm([, word, ...rest]: readonly string[]): string[] {
  if (word !== undefined && npmItself.includes(word)) {
    return [];
  }
  const script = word === "run" ? rest[0] : word;
  return script !== undefined && script in { ...starterScripts, ...scripts }
    ? []
    : [`package.json has no script ${script}`];
}

/** Returns what is wrong with the commands of a line, according to the definitions of their programs. */
function wrongWith({ place, commands }: CommandLine): string[] {
  return commands
    .flatMap(([program = "", ...words]) => {
      if (program === "cdknomad") {
        return wrongWithOwnCommand(words);
      }
      if (program === "npm") {
        return wrongWithNpm([program, ...words]);
      }
      return [...lookedUpOnTheLab, ...everyday].includes(program) ? [] : [`nothing here knows the command ${program}`];
    })
    .map((problem) => `${place}: ${problem}`);
}

it("finds every command of the guides in the definition of its program", () => {
  expect(commandLines.length).toBeGreaterThan(30);
  expect(commandLines.flatMap(wrongWith)).toEqual([]);
});

it("finds the commands within sentences", () => {
  expect(inlineCommands.length).toBeGreaterThan(20);
  expect(inlineCommands.flatMap(wrongWith)).toEqual([]);
});

it("finds every variable that a command sets in the sources", () => {
  const ours = [...new Set(commandLines.flatMap(({ variables }) => variables))].filter((name) =>
    name.startsWith("CDKNOMAD_"),
  );
  const grep = (name: string) =>
    execFileSync("git", ["grep", "-lwF", name, "--", "*.ts", "*.go", "bin/*"], { cwd: repository, encoding: "utf8" });
  expect(ours.filter((name) => grep(name) === "")).toEqual([]);
});

it.each([
  ["npx cdknomad plann", "cdknomad has no command plann"],
  ["npx cdknomad plan --confirms x", "plan has no option --confirms"],
  ["npx cdknomad graph --format png", "graph --format is one of svg, mermaid, not png"],
  ["npx cdknomad unlock apps", "unlock takes 2 arguments, not 1"],
  ["npx cdknomad lab dwon", "lab has no such command"],
  ['eval "$(npx cdknomad lab enf)"', "lab has no such command"],
  ["npm run apis", "package.json has no script apis"],
  ["X=1 frobnicate --all", "nothing here knows the command frobnicate"],
])("refuses %s", (line, problem) => {
  expect(wrongWith(commandLine("a page:1", line))).toEqual([`a page:1: ${problem}`]);
});
