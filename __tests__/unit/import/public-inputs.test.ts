import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Json, WireJob } from "../../../.gen/nomad";
import { examine } from "../../../cli/import/examine";
import { encodeJob } from "../../../constructs/spec";
import { runImport } from "./run-import";

jest.setTimeout(300_000);

const inputs = path.join(__dirname, "inputs");

describe("inputs from public reports", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "cdknomad-import-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const run = (input: string, ...args: readonly string[]) => runImport(folder, [path.join(inputs, input), ...args]);
  const refusals = (report: string) => report.split("\n").filter((line) => line.startsWith("  ✘"));

  it("reports words without quotes, with their lines (nomad 18183)", async () => {
    const { report, code } = await run("unquoted.hcl");
    expect(refusals(report)).toEqual([
      '  ✘ unquoted.hcl:2:15: namespace: got the word apps without quotes, which Nomad reads as "${apps}"; write "apps" (unquoted-word)',
      '  ✘ unquoted.hcl:6:16: driver: got the word raw_exec without quotes, which Nomad reads as "${raw_exec}"; write "raw_exec" (unquoted-word)',
    ]);
    expect(code).toBe(1);
  });

  it("accepts the variables of a task's environment without quotes, which Nomad replaces when the task starts", async () => {
    const { stdout, code } = await run("environment-word.hcl");
    expect(stdout).toContain('args: ["-master", "${MASTER}", "-port", "${NOMAD_PORT_http}"],');
    expect(code).toBe(0);
  });

  it("reports a template in a value once, with the command that renders it (levant 11)", async () => {
    const { report, stdout } = await run("template/a-value.nomad.hcl");
    expect(refusals(report)).toEqual([
      "  ✘ a-value.nomad.hcl:9:44: got a template of Levant, which is not a job before it is rendered; render it first: levant render -out job.nomad.hcl a-value.nomad.hcl, and import the result (template-not-rendered)",
    ]);
    expect(stdout).toBe("");
  });

  it.each([
    ["template/b-structure.nomad.hcl", "b-structure.nomad.hcl:1:5"],
    ["template/pack", "templates/shop.nomad.tpl:1:5"],
  ])("reports a template of nomad-pack once: %s (nomad-pack 214)", async (input, place) => {
    const { report } = await run(input);
    expect(refusals(report)).toEqual([
      `  ✘ ${place}: got a template of nomad-pack, which is not a job before it is rendered; render it first: nomad-pack render --to-dir rendered PACK, and import the result (template-not-rendered)`,
    ]);
  });

  it("names the file in which a variable has another type than the value", async () => {
    const { report } = await run("02-var-of-folder", "--var", "dc=lab01", "--out", folder);
    expect(refusals(report)).toEqual([
      '  ✘ list.hcl:2: the variable "dc" of this file cannot have the value that was given for it (variables not allowed; Variables may not be used here); import the file by itself, with a value of the type that it declares (variable-wrong-value)',
    ]);
  });

  it("reports JSON that is not a job once, although it contains the key job", async () => {
    const { report } = await run("03-grafana-dashboard.json");
    expect(refusals(report)).toEqual([
      '  ✘ 03-grafana-dashboard.json: this JSON is not a job: it has neither "job" (HCL written as JSON) nor "Job", "ID", or "TaskGroups" (JSON of Nomad\'s API) at its top (not-a-job)',
    ]);
  });

  it("refuses a task without a driver", async () => {
    const { report } = await run("04-task-without-driver.hcl");
    expect(refusals(report)).toEqual([
      "  ✘ 04-task-without-driver.hcl: groups.g.tasks.install.driver: got nothing; Nomad needs a value here (missing-field)",
    ]);
  });

  it("imports the service of a group on a port that is not declared, which Nomad accepts, with a note", async () => {
    const { report, stdout, code } = await run("01-service-port-undeclared.hcl");
    expect(report).toContain(
      'groups.web.services.voice.port: the group does not declare the port "voice", it has "http"; add { name: "voice" } to the ports of the group\'s network (rule group-port-not-declared, ignored for now)',
    );
    expect(stdout).toContain('ignore: [{ code: "group-port-not-declared", ');
    expect(code).toBe(0);
  });

  it("keeps every comment of a file", async () => {
    const { stdout } = await run("08-comments-below-job.hcl");
    for (const comment of readFileSync(path.join(inputs, "08-comments-below-job.hcl"), "utf8").match(/(?<=# ).*$/gm) ??
      []) {
      expect(stdout).toContain(`// ${comment}\n`);
    }
  });

  it("names stacks after files, and does not claim that jobs with one Terraform address are the same job (nomad 16778)", async () => {
    const { report, written } = await run("11-same-address", "--out", folder);
    expect(Object.keys(written).filter((file) => file.startsWith("stacks"))).toEqual([
      "stacks/11-same-address.ts",
      "stacks/ayb.ts",
      "stacks/azb.ts",
    ]);
    expect(report).toContain(
      "  ayb: the job a/b would have the Terraform address of the job a.b (nomad_job.default_a_b); both can be deployed",
    );
    expect(report).not.toContain("same job");
  });
});

describe("driver options", () => {
  const wire = (Config: Readonly<Record<string, Json>>): WireJob => ({
    ID: "web",
    Name: "web",
    TaskGroups: [{ Name: "g", Tasks: [{ Name: "t", Driver: "docker", Config: { ...Config } }] }],
  });
  const configOf = (specification: object) =>
    encodeJob(specification as Parameters<typeof encodeJob>[0]).TaskGroups?.[0]?.Tasks?.[0]?.Config;

  it.each([
    ["numbers in args", { image: "a:1", args: ["sleep", 1000000], group_add: [82] }],
    ["the old name mounts", { image: "a:1", mounts: [{ type: "tmpfs", target: "/t" }] }],
    ["several port_map blocks", { image: "a:1", port_map: [{ a: 1 }, { b: 2 }] }],
    ["booleans in quotes", { image: "a:1", privileged: "false" }],
  ])("of a running job keep their types and names: %s", (_, config) => {
    const { specification, notes } = examine(wire(config), "web@default", true);
    expect(configOf(specification)).toEqual(config);
    expect(notes).toEqual([expect.stringContaining("groups.g.tasks.t.config: the options keep the types and names")]);
  });

  it("that cdknomad does not know are imported without types, with a note", () => {
    const config = { image: "a:1", brand_new: true };
    const { specification, notes } = examine(wire(config), "web.hcl");
    expect(configOf(specification)).toEqual(config);
    expect(notes[0]).toContain("the option brand_new of the driver docker is not known");
  });

  it("that belong to the task are refused with that advice", () => {
    expect(() => examine(wire({ image: "a:1", env: [{ A: "b" }] }), "web.hcl")).toThrow(
      "env belongs to the task, not to the options of its driver; move it out of config",
    );
  });
});

describe("a running job", () => {
  let folder: string;
  let server: Server;
  let answers: Record<string, unknown>;

  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "cdknomad-import-"));
    answers = { "/v1/namespaces": [{ Name: "default" }, { Name: "other" }] };
    server = createServer(({ url = "" }, response) => {
      response.statusCode = answers[url] === undefined ? 404 : 200;
      response.end(JSON.stringify(answers[url]));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    process.env.NOMAD_ADDR = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterEach(async () => {
    await new Promise((resolve) => server.close(resolve));
    delete process.env.NOMAD_ADDR;
    rmSync(folder, { recursive: true });
  });

  function serve(id: string, Source: string, job: object = {}): void {
    answers["/v1/jobs?namespace=other"] = [{ ID: id }];
    answers[`/v1/job/${id}?namespace=other`] = { ID: id, Name: id, Namespace: "other", Version: 0, ...job };
    answers[`/v1/job/${id}/submission?version=0&namespace=other`] = {
      Format: "hcl2",
      Source,
      Variables: "",
      VariableFlags: {},
    };
  }
  const input = (file: string) => readFileSync(path.join(inputs, file), "utf8");

  it.each(["flagged@other", "@other"])(
    "has the namespace in which it runs, not the submitted one: %s",
    async (target) => {
      serve("flagged", input("16-namespace-by-flag.hcl"));
      const { written, report } = await runImport(folder, [target, "--state", "--out", folder]);
      const [text] = Object.entries(written).flatMap(([file, content]) =>
        file.startsWith("stacks/") ? [content] : [],
      );
      expect(report).toContain("other/flagged");
      expect(text).toContain('namespace: "other"');
      expect(text).toContain('{ to: "nomad_job.other_flagged", id: "flagged@other" }');
    },
  );

  it("has the counts with which it runs, with a note", async () => {
    serve("scaled", input("17-scaled.hcl"), { TaskGroups: [{ Name: "g", Count: 2 }] });
    const { stdout, report } = await runImport(folder, ["scaled@other", "--state"]);
    expect(stdout).toContain("count: 2,");
    expect(report).toContain("groups.g.count: 2, as the group runs; 1 was submitted");
  });

  it("is read from the server if the submitted text calls functions with a new value each time", async () => {
    const source = `job "random" {\n  meta {\n    id = uuidv4()\n  }\n  group "g" {\n    task "t" {\n      driver = "raw_exec"\n    }\n  }\n}\n`;
    serve("random", source, {
      Meta: { id: "as-it-runs" },
      TaskGroups: [
        { Name: "g", Count: 1, Tasks: [{ Name: "t", Driver: "raw_exec", Config: { command: "/bin/true" } }] },
      ],
    });
    const { stdout, report } = await runImport(folder, ["random@other"]);
    expect(stdout).toContain('id: "as-it-runs"');
    expect(report).toContain("the submitted text calls uuidv4(), which returns another value each time");
  });

  it("is reported if it is stopped", async () => {
    serve("scaled", input("17-scaled.hcl"), { Stop: true, Status: "dead" });
    const { report } = await runImport(folder, ["scaled@other"]);
    expect(report).toContain("the job is stopped on the cluster; an apply of the program starts it");
  });

  it("is refused if Nomad created it from a parameterized job", async () => {
    serve("scaled", input("17-scaled.hcl"), { ParentID: "scale" });
    const { error } = await runImport(folder, ["scaled@other"]);
    expect(error).toBe(
      'the job "scaled" is one run of the periodic or parameterized job "scale"; import scale@other instead (import-source)',
    );
  });

  it("is not found in an unknown namespace, with the namespace that was probably meant", async () => {
    const { error } = await runImport(folder, ["@othr"]);
    expect(error).toMatch(/^nomad at .* has no namespace "othr"; did you mean "other"\? \(import-source\)$/);
  });
});
