import { type Lab, labUp } from "../../../lab";
import { testLab } from "../../runner/lab";
import { commandLine, commandLines } from "../../unit/docs/command-line";
import { snippets } from "../../unit/docs/snippets";
import type { Result } from "../project";
import { movingLines } from "./moving-lines";
import { ProgramHelp } from "./program-help";
import { Reader } from "./reader";
import { type Step, steps } from "./steps";

jest.setTimeout(15 * 60_000);

/** Runs the commands of the guides on a lab, as a reader would. */
describe("the commands of the guides", () => {
  let lab: Lab;
  let reader: Reader;
  let help: ProgramHelp;

  beforeAll(async () => {
    lab = await labUp({ name: testLab });
    reader = new Reader(testLab);
    reader.write("it-tools.nomad.hcl", snippets.hcl.find(({ page }) => page === "docs/how-to/from-hcl.md")?.text ?? "");
    help = new ProgramHelp(async (program, words) => {
      if (program === "cdktf" || program === "terraform") {
        const { output } = await reader.types([program === "cdktf" ? "npx cdktf" : program, ...words].join(" "));
        // The help of OpenTofu has its own name and further names of some commands.
        return output
          .replace("Usage: tofu ", "Usage: terraform ")
          .replace(/\((list|remove|move)\|(ls|rm|mv)\)/, words[1] ?? "");
      }
      const { stdout, stderr } = await lab.exec("n1", [program, ...words]);
      return stdout + stderr;
    });
  });

  afterAll(() => reader.remove());

  async function does({ line, answer = "", input, after, where }: Step): Promise<Result> {
    if (where === "node") {
      const { code, stdout, stderr } = await lab.exec("n1", ["sh", "-c", `cd ${reader.folder} && ${line}`]);
      return { code, output: stdout + stderr };
    }
    const typed = `${input === undefined ? "" : `echo ${input} | `}${line}${answer}`;
    return reader.types(after === undefined ? typed : `${after} && ${typed}`, where && `cdktf.out/${where}`);
  }

  it("are run only as a page shows them", () => {
    const texts = commandLines.map(({ text }) => text);
    expect(steps.map(({ line }) => line).filter((line) => !texts.includes(line))).toEqual([]);
  });

  it.each(steps.map((step) => [step.line, step] as const))("do what the page says: %s", async (_, step) => {
    const { code, output } = await does(step);
    expect(output).toContain(step.prints);
    expect({ code, output }).toEqual({ code: step.code ?? 0, output });
  });

  it("have options that are in the help of their programs", async () => {
    const problems = [];
    for (const line of commandLines) {
      problems.push(...(await help.wrongWith(line)));
    }
    expect(problems).toEqual([]);
    const runElsewhere = new Set<string>(movingLines);
    const run = commandLines.filter(
      ({ text }) => runElsewhere.has(text) || steps.some(({ line }) => line === text),
    ).length;
    const compiled = snippets.typescript.length;
    const parsed = snippets.hcl.length + snippets.json.length + snippets.yaml.length;
    const sum = compiled + parsed + commandLines.length;
    const rest = commandLines.length - run;
    process.stdout.write(
      `${sum} snippets: ${compiled} compiled, ${parsed} parsed, ${run} run, ${rest} checked by their options\n`,
    );
  });

  it.each([
    ["nomad operator snapshto save x", "nomad has no command operator snapshto save x"],
    ["consul snapshot save -stael x", "consul has no option -stael"],
    ["terraform state replace-provider -yes a b", "terraform has no option -yes"],
    ["terraform -chdri=a import b c", "terraform has no option -chdri"],
    ["npx cdktf deploy --auto-aprove", "cdktf has no option --auto-aprove"],
  ])("are reported if they are wrong: %s", async (line, problem) => {
    expect(await help.wrongWith(commandLine("a page:1", line))).toEqual([`a page:1: ${problem}`]);
  });
});
