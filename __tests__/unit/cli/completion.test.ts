import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

jest.setTimeout(120_000);

const command = path.join(__dirname, "../../../bin/cdknomad");
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "cdknomad-completion-"));
  mkdirSync(path.join(folder, "bin"));
  symlinkSync(command, path.join(folder, "bin", "cdknomad"));
  writeFileSync(path.join(folder, "cdktf.json"), JSON.stringify({ app: "true" }));
  mkdirSync(path.join(folder, "cdktf.out"));
  const stack = (name: string) => ({ name, workingDirectory: `stacks/${name}`, dependencies: [] });
  const manifest = { stacks: { access: stack("access"), dns: stack("dns") } };
  writeFileSync(path.join(folder, "cdktf.out", "manifest.json"), JSON.stringify(manifest));
});

afterAll(() => rmSync(folder, { recursive: true }));

/** What bash itself would offer at the end of a line. */
function offered(line: string): string[] {
  const words = line.split(" ");
  // The second line is what the package bash-completion, which not every machine has, defines for such scripts.
  const script = `
    _get_comp_words_by_ref() { words=("\${COMP_WORDS[@]}"); cword=$COMP_CWORD; cur=\${words[cword]}; prev=\${words[cword-1]}; }
    source <(cdknomad completion bash)
    COMP_WORDS=(${words.map((word) => `'${word}'`).join(" ")})
    COMP_CWORD=${words.length - 1}
    COMP_LINE='${line}'
    COMP_POINT=${line.length}
    $(complete -p cdknomad | sed 's/.*-F \\([^ ]*\\) .*/\\1/')
    printf '%s\\n' "\${COMPREPLY[@]}"`;
  const env = { ...process.env, PATH: `${folder}/bin:${process.env.PATH}` };
  const printed = execFileSync("bash", ["--norc", "-c", script], {
    cwd: folder,
    env,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  return printed
    .split("\n")
    .map((word) => word.trim())
    .filter(Boolean);
}

describe("completion in bash", () => {
  it("offers commands by what was typed of them", () => {
    expect(offered("cdknomad gr")).toEqual(["graph"]);
  });

  it("offers the commands below a command", () => {
    expect(offered("cdknomad lab do")).toEqual(["down"]);
  });

  it("offers options, and the values of those that have a few", () => {
    expect(offered("cdknomad plan --mark")).toEqual(["--markdown"]);
    expect(offered("cdknomad graph --format ")).toEqual(["svg", "mermaid"]);
  });

  it("offers the stacks of the last synthesis", () => {
    expect(offered("cdknomad plan d")).toEqual(["dns"]);
  });
});

it.each(["zsh", "fish"])("prints a script for %s that asks the same program", (shell) => {
  const script = execFileSync(command, ["completion", shell], { encoding: "utf8" });
  expect(script).toContain("cdknomad complete --");
});
