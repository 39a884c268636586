import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "yaml";

const root = path.join(__dirname, "..", "..", "..");
const folder = path.join(root, ".github", "workflows");
const files = readdirSync(folder).filter((name) => name.startsWith("cdknomad-"));
const text = (file: string) => readFileSync(path.join(folder, file), "utf8");

/** What each workflow's token may do; whatever is not in here it may not. */
const permissions: Readonly<Record<string, object>> = {
  "cdknomad-plan.yml": { contents: "read", "pull-requests": "write" },
  "cdknomad-apply.yml": { actions: "read", contents: "read", "pull-requests": "write" },
  "cdknomad-drift.yml": { contents: "read", issues: "write" },
};

describe.each(files)("the workflow %s", (file) => {
  const workflow = parse(text(file));
  const [job] = Object.values(workflow.jobs) as [
    {
      permissions: object;
      steps: readonly { name?: string; uses?: string; run?: string; env?: Record<string, string> }[];
    },
  ];

  it("pins each action by the whole hash of a commit, with its version beside it", () => {
    const uses = text(file).match(/uses:.*/g) ?? [];
    expect(uses.length).toBeGreaterThan(0);
    expect(uses.filter((line) => !/^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
  });

  it("has no permission but those that its job needs", () => {
    expect(workflow.permissions).toEqual({});
    expect(job.permissions).toEqual(permissions[file]);
  });

  it("gives no step both the cluster's token and the repository's", () => {
    const both = job.steps.filter(({ env = {} }) => "NOMAD_TOKEN" in env && "GITHUB_TOKEN" in env);
    expect(both).toEqual([]);
  });

  it("puts no value of an event into a script, where it could be a command", () => {
    expect(job.steps.filter(({ run = "" }) => run.includes("${{"))).toEqual([]);
  });

  it("puts certificates and keys into files that nobody else reads, and prints none of them", () => {
    const machine = mkdtempSync(path.join(tmpdir(), "cdknomad-workflow-"));
    const named = path.join(machine, "env");
    const { run = "", env = {} } = job.steps.find(({ name }) => name === "Certificates") ?? {};
    const values = Object.fromEntries(Object.keys(env).map((name) => [name, ""]));
    const set = { NOMAD_CACERT: "ca\nof nomad", CONSUL_CLIENT_KEY: "planted" };
    const { PATH = "" } = process.env;
    const printed = execFileSync("bash", ["-eo", "pipefail", "-c", run], {
      env: { PATH, ...values, ...set, RUNNER_TEMP: machine, GITHUB_ENV: named },
      encoding: "utf8",
    });
    const file = (name: string) => path.join(machine, `${name}.pem`);
    expect(printed).toBe("");
    expect(readFileSync(named, "utf8").split("\n").filter(Boolean)).toEqual(
      Object.keys(set).map((name) => `${name}=${file(name)}`),
    );
    for (const [name, text] of Object.entries(set)) {
      expect(readFileSync(file(name), "utf8")).toBe(`${text}\n`);
      expect(statSync(file(name)).mode & 0o777).toBe(0o600);
    }
    expect(Object.keys(values)).toHaveLength(6);
    rmSync(machine, { recursive: true });
  });

  it("runs one at a time of its kind", () => {
    expect(workflow.concurrency).toMatchObject({ "cancel-in-progress": file === "cdknomad-plan.yml" });
  });
});

it("only the workflow of what is merged names the tokens that may apply", () => {
  const names = files.filter((file) => /APPLY_TOKEN/.test(text(file)));
  expect(names).toEqual(["cdknomad-apply.yml"]);
  expect(parse(text("cdknomad-apply.yml")).jobs.apply.environment).toBe(
    "production${{ matrix.environment && format('-{0}', matrix.environment) }}",
  );
});
