import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { runImport } from "./run-import";

jest.setTimeout(300_000);

const job = (name: string, image = "web:1") => `job "${name}" {
  group "web" {
    task "web" {
      driver = "docker"
      config { image = "${image}" }
      resources { cpu = 100 }
    }
  }
}
`;

describe("cdknomad import", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "cdknomad-import-"));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function put(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
  }

  const run = (...args: readonly string[]) => runImport(folder, args);
  const at = (name: string) => path.join(folder, name);

  it("writes one job to the terminal, and nothing else", async () => {
    put({ "web.nomad.hcl": job("web") });
    const { stdout, report, code, written } = await run(at("web.nomad.hcl"));
    expect(stdout).toContain("export class WebStack extends ClusterStack {");
    expect(report).toBe("");
    expect(written).toEqual({});
    expect(code).toBe(0);
  });

  it("writes a stack and a test to start from", async () => {
    put({ "web.nomad.hcl": job("web") });
    const { stdout, written, code } = await run(at("web.nomad.hcl"), "--out", folder);
    expect(stdout).toBe("");
    expect(Object.keys(written)).toEqual(["__tests__/unit/stacks/web.test.ts", "stacks/web.ts"]);
    expect(written["__tests__/unit/stacks/web.test.ts"]).toContain(
      'expect(synthesized(new WebStack(new App(), "web", settings))).toMatchSnapshot();',
    );
    expect(code).toBe(0);
  });

  it("imports a folder: a module a job, one stack of all, and a report of what did not go and why", async () => {
    put({
      "jobs/web.nomad.hcl": job("web"),
      "jobs/api/api.job": job("api"),
      "jobs/other/web.hcl": job("web", "web:2"),
      "jobs/broken.nomad": 'job "broken" {\n  grop "a" {}\n}\n',
      "jobs/needs.hcl": `variable "image" {}\nvariable "tag" {}\n${job("needs")}`,
      "jobs/agent.hcl": 'data_dir = "/var/nomad"\n',
      "jobs/.git/old.hcl": job("old"),
    });
    const { report, written, code } = await run(at("jobs"), "--out", folder);
    expect(Object.keys(written)).toEqual([
      "__tests__/unit/stacks/jobs-2.test.ts",
      "__tests__/unit/stacks/jobs.test.ts",
      "stacks/jobs-2.ts",
      "stacks/jobs.ts",
      "stacks/jobs/api.ts",
      "stacks/jobs/web.ts",
    ]);
    expect(written["stacks/jobs.ts"]).toContain('    new Job(this, "api", api);\n    new Job(this, "web", web);\n');
    expect(report.replace(/ +$/gm, "")).toBe(`imported       job          into
api/api.job    default/api  FOLDER/stacks/jobs/api.ts
other/web.hcl  default/web  FOLDER/stacks/jobs/web.ts
web.nomad.hcl  default/web  FOLDER/stacks/jobs-2.ts

not imported
  ✘ broken.nomad:2:3: unsupported block type; Blocks of type "grop" are not expected here. Did you mean "group"?
  ✘ needs.hcl:1: the variables image, tag have no default and got no value; give one with --var name=value or --var-file

3 imported, 2 not imported, 1 file is no job

Some files hold the same job. Each further one is in jobs-2: deploy it only in place of the first, or to another cluster.

Add to main.ts what you want to deploy, then see what it would change with \`cdktf diff\`:
  new JobsStack(app, "jobs", settings);
  new Jobs2Stack(app, "jobs-2", settings);`);
    expect(code).toBe(1);
  });

  it("takes values of variables from the command line and from files", async () => {
    put({
      "web.hcl": `variable "image" {}\nvariable "cpu" { type = number }\n${job("web", `\${var.image}-\${var.cpu}`)}`,
      "values.hcl": "cpu = 7\n",
    });
    const { stdout, code } = await run(at("web.hcl"), "--var", "image=web:3", "--var-file", at("values.hcl"));
    expect(stdout).toContain('image: "web:3-7",');
    expect(code).toBe(0);
  });

  it("fails when a value is given for a variable that the file does not have", async () => {
    put({ "web.hcl": job("web") });
    const { report, stdout, code } = await run(at("web.hcl"), "--var", "imgae=web:3");
    expect(stdout).toBe("");
    expect(report).toBe(`not imported
  ✘ web.hcl: undefined -var variable; A "imgae" variable was passed in the command line but was not found in known variables. To declare variable "imgae", place this block in your job file

0 imported, 1 not imported`);
    expect(code).toBe(1);
  });

  it("says how HCL of old is written now", async () => {
    put({ "old.nomad": 'job "old" {\n  meta {\n    "a-b" = "1"\n  }\n}\n' });
    const { report } = await run(at("old.nomad"));
    expect(report).toContain(
      'old.nomad:3:5: invalid argument name; Argument names must not be quoted; this is HCL1, which Nomad no longer reads: write the map as an attribute, `meta = { "a-b" = 1 }`',
    );
  });

  it("refuses what Nomad's servers would refuse", async () => {
    put({ "bad.hcl": job("two words") });
    const { stdout, report, code } = await run(at("bad.hcl"));
    expect(stdout).toBe("");
    expect(report).toBe(`not imported
  ✘ bad.hcl: name: "two words" holds a space, which no job id may; use "-" in its place

0 imported, 1 not imported`);
    expect(code).toBe(1);
  });

  it("takes a job that only breaks a rule of ours, with a note that says so", async () => {
    const never = '{\n  type = "batch"\n  periodic { crons = ["0 0 31 2 *"] }';
    put({ "never.hcl": job("never").replace("{", never) });
    const { stdout, report, code } = await run(at("never.hcl"));
    expect(stdout).toContain('ignore: [{ code: "cron-never-fires", reason: "imported from never.hcl as it is" }],');
    expect(report).toMatch(
      /to look at\n {2}! never\.hcl: periodic\.crons.* \(rule cron-never-fires, ignored for now\)/,
    );
    expect(code).toBe(0);
  });

  it("fails when a file exists, and leaves it as it is", async () => {
    put({ "web.hcl": job("web"), "stacks/web.ts": "// mine\n" });
    const { error, written } = await run(at("web.hcl"), "--out", folder);
    expect(error).toBe(
      "this file exists already: FOLDER/stacks/web.ts; give --force to replace, or another --out or --stack",
    );
    expect(written).toEqual({});
    expect(readFileSync(at("stacks/web.ts"), "utf8")).toBe("// mine\n");

    await run(at("web.hcl"), "--out", folder, "--force");
    expect(readFileSync(at("stacks/web.ts"), "utf8")).toContain("export class WebStack");
    expect(existsSync(at("__tests__/unit/stacks/web.test.ts"))).toBe(true);
  });

  it("fails when several jobs have nowhere to go", async () => {
    put({ "jobs/a.hcl": job("a"), "jobs/b.hcl": job("b") });
    const { error } = await run(at("jobs"));
    expect(error).toBe("these are 2 jobs, each of which gets a file; say where with --out FOLDER");
  });

  it("fails when there is nothing of that name", async () => {
    const { error } = await run(at("nothing.hcl"));
    expect(error).toBe(
      'there is no file or folder "FOLDER/nothing.hcl"; for a job of the cluster write job@namespace, for all of them @namespace',
    );
  });

  it("writes Terraform's import blocks for jobs that run already", async () => {
    put({ "jobs/a.hcl": job("a"), "jobs/b.hcl": job("b.c").replace("{", '{\n  namespace = "lab"') });
    const { written } = await run(at("jobs"), "--out", folder, "--state");
    expect(written["stacks/jobs.ts"]).toContain(`
    this.addOverride("import", [
      { to: "nomad_job.default_a", id: "a@default" },
      { to: "nomad_job.lab_b_c", id: "b.c@lab" },
    ]);
`);
  });
});
