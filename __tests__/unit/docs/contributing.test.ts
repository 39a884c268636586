import { execFileSync } from "node:child_process";
import { ruleIndex } from "../../../packaging/rule-index";
import { read, repository } from "./page";

const files = execFileSync("git", ["ls-files"], { cwd: repository, encoding: "utf8", maxBuffer: 2 ** 26 }).split("\n");

/** Returns the paths in the first column of the table below a heading of CONTRIBUTING.md. */
function pathsBelow(heading: string): string[] {
  const section =
    read("CONTRIBUTING.md")
      .split(`### ${heading}\n`)[1]
      ?.split(/\n##+ /)[0] ?? "";
  const rows = section.split("\n").filter((line) => line.startsWith("| `"));
  return rows.flatMap((row) => [...(row.split(" | ")[0] ?? "").matchAll(/`([^`]+)`/g)].map(([, file = ""]) => file));
}

describe("the lists of CONTRIBUTING.md", () => {
  it.each([
    "A task driver",
    "A rule",
    "A resource type",
    "A doctor check",
    "A job",
    "A pattern",
    "A command",
    "A Nomad version",
  ])("name existing files: %s", (heading) => {
    const paths = pathsBelow(heading);
    const missing = paths.filter((file) => {
      const pattern = file.split(/<[a-z]+>/).map((part) => part.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"));
      const place = new RegExp(`^${pattern.join("[\\w-]+")}$`);
      return !files.some((one) => place.test(one));
    });
    expect(paths.length).toBeGreaterThan(0);
    expect(missing).toEqual([]);
  });

  it("are complete for task drivers: a driver has a line in the generator and a page of texts", () => {
    const generator = read("codegen/drivers.go");
    const drivers = [...generator.matchAll(/^\t\t"(\w+)": +\S+(?:TaskConfigSchema|Schema),$/gm)].map(
      ([, name]) => name,
    );
    const texts = files
      .filter((file) => file.startsWith("codegen/texts/drivers/"))
      .map((file) => file.replace(/.*\/|\.yaml$/g, "").replaceAll("-", "_"));
    expect(drivers.sort()).toEqual(texts.sort());
  });

  it("are complete for rules: a rule has a file and a page, and the lists of rules are generated", () => {
    const names = files
      .filter((file) => /^constructs\/validate\/rules\/(?!index)[\w-]+\.ts$/.test(file))
      .map((file) => file.replace(/.*\/|\.ts$/g, ""));
    expect(names.length).toBeGreaterThan(80);
    expect([...ruleIndex(repository)].filter(([file, text]) => read(file) !== text)).toEqual([]);
    expect(names.filter((name) => !files.includes(`docs/errors/${name}.md`))).toEqual([]);
  });

  it("name each fact of a rule, a command, and a Nomad version in at most two places", () => {
    for (const heading of ["A rule", "A command", "A Nomad version"]) {
      expect(pathsBelow(heading).length).toBeLessThanOrEqual(2);
    }
  });

  it("are complete for commands: a command has a line in cli/main.ts", () => {
    const main = read("cli/main.ts");
    const commands = [...new Set(files.map((file) => /^cli\/commands\/([\w-]+)/.exec(file)?.[1]).filter(Boolean))];
    expect(commands.length).toBeGreaterThan(10);
    expect(commands.filter((name) => !main.includes(`./commands/${name}"`))).toEqual([]);
  });
});
