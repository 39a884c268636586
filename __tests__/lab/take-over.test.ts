import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { importCommand } from "../../cli/commands/import";
import { type Lab, labUp, labVariables } from "../../lab";
import { repositoryRoot } from "../../tools/cache";
import { testLab } from "../runner/lab";
import { until } from "./dns/cluster";
import { Project } from "./project";

jest.setTimeout(900_000);

const inputs = path.join(__dirname, "..", "unit", "import", "inputs");
const input = (file: string) => readFileSync(path.join(inputs, file), "utf8");

/** Jobs that users submitted as HCL, with what Nomad keeps of the text. */
const SUBMITTED = [
  { id: "retyped", text: input("06-driver-config-types-restart.hcl") },
  { id: "mounted", text: input("07-mounts-restart.hcl") },
  { id: "optional", text: input("10-meta-optional-empty.hcl") },
  { id: "scaled", text: input("17-scaled.hcl") },
  { id: "flagged", text: input("16-namespace-by-flag.hcl"), namespace: "other" },
  {
    id: "random",
    text: 'job "random" {\n  meta {\n    build = uuidv4()\n  }\n  group "g" {\n    count = 0\n    task "t" {\n      driver = "raw_exec"\n      config {\n        command = "/bin/true"\n      }\n    }\n  }\n}\n',
  },
] as const;

/** Jobs that programs registered, of which Nomad keeps only the job. */
const REGISTERED = ["13-constraints.json", "13-only.json", "13b-simple.json", "28-connect.json"];

interface Allocation {
  readonly ID: string;
  readonly ClientStatus: string;
  readonly DesiredStatus: string;
  readonly NextAllocation: string;
}

// https://github.com/hashicorp/nomad/issues/20614, https://github.com/hashicorp/nomad/issues/20623,
// https://github.com/hashicorp/terraform-provider-nomad/issues/637
describe("running jobs of every kind, taken over with cdknomad import --state", () => {
  let lab: Lab;
  let folder: string;
  let project: Project;
  let before: Readonly<Record<string, unknown>>;

  async function nomad(method: "GET" | "POST" | "DELETE", url: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${lab.nomadAddr}${url}`, {
      method,
      headers: { "X-Nomad-Token": lab.nomadToken() },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${method} ${url}: ${response.status} ${text}`);
    }
    return JSON.parse(text || "{}");
  }

  const jobs: (readonly [id: string, namespace: string])[] = [
    ...SUBMITTED.map((job) => [job.id, "namespace" in job ? job.namespace : "default"] as const),
    ...(["meshed", "picky", "only", "simple", "web"] as const).map((id) => [id, "default"] as const),
  ];

  /** Version and allocations of each job. */
  async function standing(): Promise<Readonly<Record<string, unknown>>> {
    const entries = await Promise.all(
      jobs.map(async ([id, namespace]) => {
        const { Version, ModifyIndex } = (await nomad("GET", `/v1/job/${id}?namespace=${namespace}`)) as Record<
          string,
          unknown
        >;
        const allocations = (await nomad("GET", `/v1/job/${id}/allocations?namespace=${namespace}`)) as Allocation[];
        const wanted = allocations.filter(({ DesiredStatus }) => DesiredStatus === "run").map(({ ID }) => ID);
        return [id, { Version, ModifyIndex: typeof ModifyIndex, wanted: wanted.sort() }] as const;
      }),
    );
    return Object.fromEntries(entries);
  }

  const at = (name: string) => JSON.stringify(path.join(repositoryRoot, name));
  const stackFile = (name: string) => path.join(folder, "stacks", "taken", `${name}.ts`);

  async function importInto(target: string, stack: string): Promise<void> {
    const usual = { ...process.env };
    Object.assign(process.env, labVariables(lab));
    try {
      await importCommand().parseAsync([target, "--state", "--out", folder, "--stack", stack], { from: "user" });
    } finally {
      process.env = usual;
      process.exitCode = 0;
    }
  }

  beforeAll(async () => {
    lab = await labUp({ name: testLab });
    await nomad("POST", "/v1/namespace/other", { Name: "other" });
    const parse = (JobHCL: string) => nomad("POST", "/v1/jobs/parse", { JobHCL }) as Promise<Record<string, unknown>>;
    for (const { text, ...rest } of SUBMITTED) {
      const Namespace = "namespace" in rest ? rest.namespace : "default";
      await nomad("POST", `/v1/jobs?namespace=${Namespace}`, {
        Job: { ...(await parse(text)), Namespace },
        Submission: { Source: text, Format: "hcl2", Variables: "", VariableFlags: {} },
      });
    }
    await nomad("POST", "/v1/jobs", { Job: await parse(input("13-connect-without-submission.hcl")) });
    for (const file of REGISTERED) {
      await nomad("POST", "/v1/jobs", JSON.parse(input(path.join("running", file))));
    }
    const scale = () =>
      nomad("POST", "/v1/job/scaled/scale", { Count: 2, Target: { Group: "g" } }).catch(() => undefined);
    while ((await scale()) === undefined) {
      await new Promise((resolve) => setTimeout(resolve, 2000)); // Nomad refuses it during the first deployment
    }
    // Deployments and placements are over when nothing changes for a while.
    for (let last = ""; ; ) {
      await new Promise((resolve) => setTimeout(resolve, 8000));
      const now = JSON.stringify(await standing());
      if (now === last) {
        break;
      }
      last = now;
    }
    before = await standing();

    folder = mkdtempSync(path.join(tmpdir(), "cdknomad-takeover-"));
    symlinkSync(path.join(repositoryRoot, "node_modules"), path.join(folder, "node_modules"));
    await importInto("@default", "taken");
    await importInto("@other", "elsewhere");
    writeFileSync(
      path.join(folder, "main.ts"),
      `import { App } from "cdktf";
import { settings } from ${at("stacks/environments")};
import { linkTerraformProviders } from ${at("tools/link-terraform-providers")};
import { terminalProgress } from ${at("tools/progress")};
import { ElsewhereStack } from "./stacks/elsewhere";
import { TakenStack } from "./stacks/taken";

const app = new App();
new TakenStack(app, "taken", settings());
new ElsewhereStack(app, "elsewhere", settings());
app.synth();
void linkTerraformProviders(app.outdir, terminalProgress());
`,
    );
    project = new Project(path.join(folder, "main.ts"), {
      CDKNOMAD_LAB: testLab,
      NOMAD_TOKEN: undefined,
      NOMAD_ADDR: undefined,
    });
  });

  afterAll(async () => {
    for (const [id, namespace] of jobs) {
      await nomad("DELETE", `/v1/job/${id}?purge=true&namespace=${namespace}`);
    }
    // Nomad keeps a namespace for as long as something runs in it.
    await until("the namespace without jobs", async () =>
      nomad("DELETE", "/v1/namespace/other").then(
        () => true,
        () => undefined,
      ),
    );
    project?.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  it("are written with the namespace and the count that run", () => {
    expect(readdirSync(path.join(folder, "stacks", "taken")).sort()).toEqual(
      ["meshed", "mounted", "only", "optional", "picky", "random", "retyped", "scaled", "simple", "web"].map(
        (name) => `${name}.ts`,
      ),
    );
    expect(readFileSync(stackFile("scaled"), "utf8")).toContain("count: 2,");
    expect(readFileSync(path.join(folder, "stacks", "elsewhere.ts"), "utf8")).toContain('namespace: "other"');
  });

  it("keep a user's constraints, and leave out what Connect injected", () => {
    expect(readFileSync(stackFile("picky"), "utf8")).toContain('">= 1.20.0"');
    expect(readFileSync(stackFile("only"), "utf8")).toContain('">= 1.20.0"');
    expect(readFileSync(stackFile("web"), "utf8")).not.toContain("connect-proxy");
    expect(readFileSync(stackFile("meshed"), "utf8")).not.toContain("connect-proxy");
  });

  it("show only the change of the program if it changes before the first apply", async () => {
    const text = readFileSync(stackFile("simple"), "utf8");
    writeFileSync(stackFile("simple"), text.replace("memory: 16", "memory: 17"));
    const { output, code } = await project.cdknomad("plan");
    writeFileSync(stackFile("simple"), text);
    expect(output).toContain(`${jobs.length} to import, 1 to change`);
    expect(output.match(/^ {6}[-+~] .*$/gm)).toEqual(["      ~ groups.web.tasks.web.resources.memory: 16 → 17"]);
    expect(code).toBe(2);
  });

  it("come into the state without a change of the cluster", async () => {
    const plan = await project.cdknomad("plan");
    expect(plan.output).toContain(`${jobs.length} to import\n`);
    expect(plan.code).toBe(2);
    const apply = await project.cdknomad("apply");
    expect(apply.output).toContain(`applied: ${jobs.length} of ${jobs.length} done (${jobs.length} imported)`);
    expect(apply.code).toBe(0);
    expect(await standing()).toEqual(before);
  });

  it("have an empty plan afterwards", async () => {
    const { output, code } = await project.cdknomad("plan");
    expect(output).toContain("no changes");
    expect(code).toBe(0);
  });
});
