import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { type ProgramRun, WarmProgram } from "../../../cli/dev/program/warm-program";
import { retry } from "../../../clients";
import { temporary } from "./temporary";

jest.setTimeout(120_000);

const { folder, write } = temporary("dev-program");
const project = path.join(folder, "project");
let count = 0;
/** A folder for the files of one program. */
const files = () => path.join(folder, "files", String(++count));
const file = (name: string) => path.join(project, name);

/** A program without cdktf, which writes what cdktf writes. */
const main = (body: string) => `
const fs = require("node:fs");
const path = require("node:path");
${body}
const out = process.env.CDKTF_OUTDIR;
fs.mkdirSync(path.join(out, "stacks/apps"), { recursive: true });
fs.writeFileSync(path.join(out, "manifest.json"), JSON.stringify({ stacks: { apps: { name: "apps", workingDirectory: "stacks/apps", dependencies: [] } } }));
fs.writeFileSync(path.join(out, "stacks/apps/cdk.tf.json"), JSON.stringify({ output: { text: { value: text } } }));
`;

function settings(app: string): void {
  write("project/cdktf.json", JSON.stringify({ language: "typescript", app }));
}

const textOf = (run: ProgramRun | undefined) => {
  const [stack] = run?.stacks ?? [];
  return stack && JSON.parse(readFileSync(stack.file, "utf8")).output.text.value;
};

/** The reads below the folder of the project. In a clone, tsx reads more, because it compiles what is loaded before the program. */
const ownReads = (run: ProgramRun | undefined) =>
  run?.reads
    .filter((read) => read.file.startsWith(`${project}/`))
    .map((read) => `${read.use} ${path.relative(project, read.file)}`)
    .sort();

/** The processes that run the program. */
function running(): string[] {
  return readdirSync("/proc").filter((id) => {
    try {
      return /^\d+$/.test(id) && readFileSync(`/proc/${id}/cmdline`, "utf8").includes(file("main.cjs"));
    } catch {
      return false;
    }
  });
}

describe("a program that waits for its next run", () => {
  let program: WarmProgram;
  beforeEach(() => {
    settings(`node ${file("main.cjs")}`);
    program = new WarmProgram(project, files());
  });
  afterEach(async () => {
    await program.stop();
    expect(running()).toEqual([]);
  });

  it("runs the files as they are when it may run, and not as they were when it was started", async () => {
    write("project/page.tpl", "first");
    write("project/main.cjs", main(`const text = fs.readFileSync(path.join(__dirname, "page.tpl"), "utf8");`));
    expect(textOf(await program.run())).toBe("first");
    program.warm();
    await retry({ limit: 30_000 }, async () => expect(running()).not.toEqual([]));
    write("project/page.tpl", "second");
    expect(textOf(await program.run())).toBe("second");
    write("project/main.cjs", main(`const text = "third";`));
    program.warm();
    expect(textOf(await program.run())).toBe("third");
  });

  it("reports the files that it read or looked for, but not those that it wrote and those of packages", async () => {
    write("project/page.tpl", "page");
    write("project/parts/a.tpl", "a");
    write("project/part.cjs", "module.exports = 1;");
    write("project/node_modules/some/index.js", "module.exports = 1;");
    write(
      "project/main.cjs",
      main(`
require("./part.cjs");
require("some");
const own = path.join(__dirname, "own.json");
fs.writeFileSync(own, "{}");
fs.readFileSync(own);
fs.readdirSync(path.join(__dirname, "parts"));
if (fs.existsSync(path.join(__dirname, "local.tpl"))) { throw new Error("it does not exist"); }
let text = "";
fs.promises.readFile(path.join(__dirname, "page.tpl"), "utf8");`),
    );
    const run = await program.run();
    expect(run?.output).toBe("");
    expect(ownReads(run)).toEqual([
      "content main.cjs",
      "content page.tpl",
      "content part.cjs",
      "names parts",
      "presence local.tpl",
    ]);
    expect(run?.entry).toBe(file("main.cjs"));
  });

  it("reports the error of a program, its place, and the files that it had read", async () => {
    write("project/part.cjs", "\nundefined.name;\n");
    write("project/main.cjs", main(`require("./part.cjs"); const text = "";`));
    const run = await program.run();
    expect(run?.stacks).toBeUndefined();
    expect(run?.output).toBe("TypeError: Cannot read properties of undefined (reading 'name')\n");
    expect(run?.place).toBe("part.cjs:2:11");
    expect(ownReads(run)).toEqual(["content main.cjs", "content part.cjs"]);
  });

  it("ends a run that a newer change has made worthless", async () => {
    write("project/main.cjs", main(`setTimeout(() => {}, 60_000); const text = "";`));
    const run = program.run();
    setTimeout(() => program.abort(), 500);
    expect(await run).toBeUndefined();
    expect(running()).toEqual([]);
  });

  it("removes the files of earlier runs", async () => {
    write("project/main.cjs", main(`const text = "";`));
    for (let run = 0; run < 3; run++) {
      await program.run();
    }
    expect(readdirSync(path.join(folder, "files", String(count)))).toHaveLength(1);
  });
});

test("a program that is not run by Node runs when it should, and not before", async () => {
  const marker = path.join(folder, "ran");
  const manifest = JSON.stringify({ stacks: {} });
  settings(`echo ran >> ${marker}; mkdir -p $CDKTF_OUTDIR; echo '${manifest}' > $CDKTF_OUTDIR/manifest.json`);
  const program = new WarmProgram(project, files());
  expect((await program.run())?.stacks).toEqual([]);
  program.warm();
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(readFileSync(marker, "utf8")).toBe("ran\n");
  expect((await program.run())?.stacks).toEqual([]);
  expect(readFileSync(marker, "utf8")).toBe("ran\nran\n");
  await program.stop();
  expect(existsSync(marker)).toBe(true);
});
