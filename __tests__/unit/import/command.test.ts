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

  it("prints one job, and writes nothing", async () => {
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

  it("imports a folder: a module per job, one stack, and a report of what was refused and why", async () => {
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
      "__tests__/unit/stacks/jobs.test.ts",
      "__tests__/unit/stacks/web.test.ts",
      "stacks/jobs.ts",
      "stacks/jobs/api.ts",
      "stacks/jobs/web.ts",
      "stacks/web.ts",
    ]);
    expect(written["stacks/jobs.ts"]).toContain('    new Job(this, "api", api);\n    new Job(this, "web", web);\n');
    expect(report.replace(/ +$/gm, "")).toBe(`imported       job          into
api/api.job    default/api  FOLDER/stacks/jobs/api.ts
other/web.hcl  default/web  FOLDER/stacks/jobs/web.ts
web.nomad.hcl  default/web  FOLDER/stacks/web.ts

not imported
  ✘ broken.nomad:2:3: unsupported block type; Blocks of type "grop" are not expected here. Did you mean "group"? (job-file-invalid)
  ✘ needs.hcl:1: the variables image, tag have no default and got no value; give one with --var name=value or --var-file (variable-without-value)

3 imported, 2 not imported, 1 file is not a job

jobs in a stack of their own
  web: the job web of the namespace default is also in other/web.hcl, and a cluster runs only one of them

Add the stacks that you want to deploy to main.ts, then see what they would change with \`cdknomad plan\`:
  import { JobsStack } from "./stacks/jobs";
  import { WebStack } from "./stacks/web";
  new JobsStack(app, "jobs", app.settings);
  new WebStack(app, "web", app.settings);`);
    expect(code).toBe(1);
  });

  it("reads values of variables from the command line and from files", async () => {
    put({
      "web.hcl": `variable "image" {}\nvariable "cpu" { type = number }\n${job("web", `\${var.image}-\${var.cpu}`)}`,
      "values.hcl": "cpu = 7\n",
    });
    const { stdout, code } = await run(at("web.hcl"), "--var", "image=web:3", "--var-file", at("values.hcl"));
    expect(stdout).toContain('image: "web:3-7",');
    expect(code).toBe(0);
  });

  it("fails if a value is given for a variable that the file does not declare", async () => {
    put({ "web.hcl": job("web") });
    const { error, stdout } = await run(at("web.hcl"), "--var", "imgae=web:3");
    expect(stdout).toBe("");
    expect(error).toBe('--var imgae: no file declares the variable "imgae"; declared are: none (variable-unknown)');
  });

  it("suggests the variable that a mistyped --var of a folder means", async () => {
    put({ "jobs/web.hcl": `variable "image" {}\n${job("web", "${var.image}")}`, "jobs/api.hcl": job("api") });
    const { error } = await run(at("jobs"), "--out", folder, "--var", "imgae=web:3");
    expect(error).toBe('--var imgae: no file declares the variable "imgae"; did you mean "image"? (variable-unknown)');
  });

  it("shows how HCL1 is written in HCL2", async () => {
    put({ "old.nomad": 'job "old" {\n  meta {\n    "a-b" = "1"\n  }\n}\n' });
    const { report } = await run(at("old.nomad"));
    expect(report).toContain(
      'old.nomad:3:5: invalid argument name; Argument names must not be quoted; this is HCL1, which Nomad no longer reads: write the map as an attribute, `meta = { "a-b" = 1 }`',
    );
  });

  it("refuses a job that Nomad's servers would refuse, with the code", async () => {
    put({ "bad.hcl": job("two words") });
    const { stdout, report, code } = await run(at("bad.hcl"));
    expect(stdout).toBe("");
    expect(report).toBe(`not imported
  ✘ bad.hcl: name: "two words" has a space, which is not allowed in a job id; use "-" instead (job-id)

0 imported, 1 not imported`);
    expect(code).toBe(1);
  });

  it("imports a job that only breaks a rule of cdknomad, with a note", async () => {
    const never = '{\n  type = "batch"\n  periodic { crons = ["0 0 31 2 *"] }';
    put({ "never.hcl": job("never").replace("{", never) });
    const { stdout, report, code } = await run(at("never.hcl"));
    expect(stdout).toContain('ignore: [{ code: "cron-never-fires", reason: "imported from never.hcl as it is" }],');
    expect(report).toMatch(
      /to look at\n {2}! never\.hcl: periodic\.crons.* \(rule cron-never-fires, ignored for now\)/,
    );
    expect(code).toBe(0);
  });

  it("fails if a file exists, and does not change it", async () => {
    put({ "web.hcl": job("web"), "stacks/web.ts": "// mine\n" });
    const { error, written } = await run(at("web.hcl"), "--out", folder);
    expect(error).toBe(
      "this file exists already: FOLDER/stacks/web.ts; give --force to replace, or another --out or --stack (file-exists)",
    );
    expect(written).toEqual({});
    expect(readFileSync(at("stacks/web.ts"), "utf8")).toBe("// mine\n");

    await run(at("web.hcl"), "--out", folder, "--force");
    expect(readFileSync(at("stacks/web.ts"), "utf8")).toContain("export class WebStack");
    expect(existsSync(at("__tests__/unit/stacks/web.test.ts"))).toBe(true);
  });

  it("fails for several jobs without --out", async () => {
    put({ "jobs/a.hcl": job("a"), "jobs/b.hcl": job("b") });
    const { error } = await run(at("jobs"));
    expect(error).toBe(
      "got 2 jobs, and each needs a file; name a folder for them with --out FOLDER (arguments-invalid)",
    );
  });

  it("fails if there is no such file", async () => {
    const { error } = await run(at("nothing.hcl"));
    expect(error).toBe(
      'there is no file or folder "FOLDER/nothing.hcl"; for a job of the cluster write job@namespace, for all of them @namespace (import-source)',
    );
  });

  it("writes Terraform's import blocks for running jobs", async () => {
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
