import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { applyCommand } from "../../../cli/commands/apply";
import { planCommand } from "../../../cli/commands/plan";
// The command loads them when it runs, which would count as time of the first test.
import "../../../cli/commands/plan/check-and-plan";
import "../../../cli/commands/plan/show-report";
import type { Report } from "../../../cli/report/report";
import { FIRST, JOBS, World } from "./world";

/**
 * Stands for Terraform: it records how it was started and with which configuration, prints prepared events, and finds no changes. It
 * fails for a part of the resources if there are events for that.
 */
const TERRAFORM = `#!/bin/sh
own=$(dirname "$0")
call=$1
for argument; do
  case "$argument" in
    -out=*) echo plan > "\${argument#-out=}" ;;
    -target=*) call="$call $argument" ;;
  esac
done
echo "$call" >> "$own/calls"
cp cdk.tf.json "$own/planned.json"
case "$call" in *-target=*)
  echo '{"type":"diagnostic","diagnostic":{"severity":"warning","summary":"Resource targeting is in effect"}}'
  if [ -e "$own/events-of-part" ]; then cat "$own/events-of-part"; exit 1; fi
esac
[ -e "$own/events" ] && cat "$own/events"
exit 0
`;

const WARNING = {
  "@message": "x",
  type: "diagnostic",
  diagnostic: { severity: "warning", summary: "[default/web] the job is not healthy (not-healthy)", detail: "exited" },
};

describe("cdknomad plan", () => {
  const { env } = process;
  const before = process.cwd();
  let world: World;

  beforeEach(async () => {
    world = await World.start();
    // Without a resource in Consul, whose token a plan would check.
    delete world.configuration.resource.consul_keys;
    world.state.resources.pop();
    writeFileSync(world.engine, TERRAFORM);
    chmodSync(world.engine, 0o700);
    writeFileSync(path.join(world.root, "cdktf.json"), JSON.stringify({ app: "true", output: "." }));
    const apps = { name: "apps", workingDirectory: "stacks/apps", dependencies: [] };
    writeFileSync(path.join(world.root, "manifest.json"), JSON.stringify({ stacks: { apps } }));
    process.env = { ...env, ...world.environment, TERRAFORM_BINARY_NAME: world.engine, CDKNOMAD_ENV: "prod" };
    process.chdir(world.root);
  });
  afterEach(() => {
    process.chdir(before);
    process.env = env;
    process.exitCode = undefined;
    jest.restoreAllMocks();
    world.stop();
  });

  /** Runs the command. */
  async function plan(...args: string[]) {
    world.write();
    const [out, err]: string[][] = [[], []];
    jest.spyOn(process.stdout, "write").mockImplementation((text) => out?.push(String(text)) !== undefined);
    jest.spyOn(console, "error").mockImplementation((text) => err?.push(String(text)));
    const file = path.join(world.root, "report.json");
    await planCommand().parseAsync(["--out", "saved", "--json", file, ...args], { from: "user" });
    jest.restoreAllMocks();
    return {
      report: JSON.parse(readFileSync(file, "utf8")) as Report,
      text: out?.join("") ?? "",
      errors: err?.join("\n") ?? "",
      exitCode: process.exitCode,
    };
  }

  const calls = () => (existsSync("calls") ? readFileSync("calls", "utf8").trim().split("\n") : []);

  /** A report without the values that differ between two runs, and without the proof. */
  const comparable = ({ createdAt, proof, stacks, ...rest }: Report) => ({
    ...rest,
    stacks: stacks.map(({ seal, ...stack }) => ({ ...stack, seal: { ...seal, plan: undefined } })),
  });

  it("does not start Terraform if nothing changed, and reports the same as --full but for one line", async () => {
    await plan();
    expect(calls()).toEqual(["plan"]);
    const proved = await plan();
    expect(calls()).toEqual(["plan"]);
    const full = await plan("--full");
    expect(calls()).toEqual(["plan", "plan"]);

    expect([proved.exitCode, full.exitCode]).toEqual([0, 0]);
    expect(comparable(proved.report)).toEqual(comparable(full.report));
    expect(proved.report.proof).toBeDefined();
    expect(full.report.proof).toBeUndefined();
    const lines = proved.text.split("\n");
    const [line] = lines.filter((one) => one.startsWith("proved: "));
    expect(line).toMatch(
      /^proved: nothing changed since the plan of \d{4}-\d\d-\d\d \d\d:\d\d UTC; --full compares every object again$/,
    );
    expect(lines.filter((one) => one !== line).join("\n")).toBe(full.text);
  });

  it("saves a proved plan that an apply accepts", async () => {
    await plan();
    await plan();
    const log = jest.spyOn(console, "log").mockImplementation(() => {});
    await applyCommand().parseAsync(["saved"], { from: "user" });
    expect(log).toHaveBeenCalledWith("nothing to apply");
    expect(calls()).toEqual(["plan"]);
  });

  it("lets Terraform compare only what changed on the cluster, and proves the next plan", async () => {
    await plan();
    Object.assign(world.job, { JobModifyIndex: 101 });
    const partial = await plan();
    expect(partial.report.proof).toEqual({ since: expect.any(String), unchanged: 3 });
    expect(partial.text).toMatch(
      /^proved: 3 objects did not change since the plan of .* UTC; --full compares every object again$/m,
    );
    expect(calls()).toEqual(["plan", "plan -target=nomad_job.default_web"]);
    const { resource, ...others } = JSON.parse(readFileSync("planned.json", "utf8"));
    expect(resource).toEqual({ nomad_job: world.configuration.resource.nomad_job });
    expect({ ...world.configuration, resource: undefined }).toEqual({ ...others, resource: undefined });
    expect(readdirSync(path.dirname(world.folder))).toEqual(["apps"]);

    expect((await plan()).report.proof).toEqual({ since: expect.any(String) });
    const full = await plan("--full");
    expect(calls().slice(2)).toEqual(["plan"]);
    expect(comparable(partial.report)).toEqual(comparable(full.report));
  });

  it("lets Terraform compare everything if the plan of a part has an error", async () => {
    await plan();
    Object.assign(world.job, { JobModifyIndex: 101 });
    writeFileSync(
      "events-of-part",
      `${JSON.stringify({ ...WARNING, diagnostic: { severity: "error", summary: "x" } })}\n`,
    );
    expect((await plan()).report.summary).toMatchObject({ errors: 0, warnings: 0 });
    expect(calls()).toEqual(["plan", "plan -target=nomad_job.default_web", "plan"]);
  });

  it("lets Terraform compare everything once a day, however often it compared a part", async () => {
    const hours = (number: number) => jest.spyOn(Date, "now").mockReturnValue(FIRST + number * 3_600_000);
    hours(0);
    await plan();
    hours(20);
    Object.assign(world.job, { JobModifyIndex: 101 });
    expect((await plan()).report.proof).toMatchObject({ unchanged: 3 });
    hours(24);
    expect((await plan()).report.proof).toEqual({ since: new Date(FIRST + 20 * 3_600_000).toISOString() });
    hours(25);
    expect((await plan()).report.proof).toBeUndefined();
    expect(calls()).toEqual(["plan", "plan -target=nomad_job.default_web", "plan"]);
  });

  it("shows a warning in each plan", async () => {
    writeFileSync("events", `${JSON.stringify(WARNING)}\n`);
    for (const _ of [1, 2]) {
      const { report } = await plan();
      expect(report.summary.warnings).toBe(1);
      expect(report.proof).toBeUndefined();
    }
  });

  it("prints why a plan cannot be proved, and nothing if it only has no proof yet", async () => {
    expect((await plan()).errors).not.toMatch(/proved/);
    delete world.answer(JOBS).index;
    const { errors, report } = await plan();
    expect(errors).toMatch(/^not proved, so Terraform compares every object: apps: nomad at .* without an index$/m);
    expect(report.proof).toBeUndefined();
    expect((await plan("--full")).errors).not.toMatch(/proved/);
  });

  it("writes no proof with --no-lock, and uses the one of others", async () => {
    await plan("--no-lock");
    expect(existsSync(world.proofFile)).toBe(false);
    await plan();
    expect((await plan("--no-lock")).report.proof).toBeDefined();
  });
});
