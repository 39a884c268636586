import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { App } from "cdktf";
import { ejectCommand } from "../../../cli/commands/eject";
import { ClusterStack } from "../../../constructs";
import { CronJob } from "../../../patterns";

let folder: string;
let stdout: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "eject-"));
  stdout = "";
  const app = new App({ outdir: path.join(folder, "cdktf.out") });
  const stack = new ClusterStack(app, "apps", { nomad: { address: "http://127.0.0.1:4646" } });
  new CronJob(stack, "report", {
    name: "report",
    crons: ["@daily"],
    image: "report:1",
    env: { PRICE: "${NOMAD_META_price} €" },
    resources: { cpu: 100, memory: 64 },
  });
  app.synth();
  // The program has run already.
  writeFileSync(path.join(folder, "cdktf.json"), JSON.stringify({ app: "true", output: "cdktf.out" }));
  jest.spyOn(process, "cwd").mockReturnValue(folder);
  jest.spyOn(console, "error").mockImplementation();
  jest.spyOn(process.stdout, "write").mockImplementation((text) => {
    stdout += text;
    return true;
  });
});

afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const eject = (...args: string[]) => ejectCommand().parseAsync(args, { from: "user" });

describe("the command cdknomad eject", () => {
  it("prints the job as a module", async () => {
    await eject("report");
    expect(stdout).toContain('//   const job = new Job(this, "report", report);');
    expect(stdout).toContain("export const report: JobProps = {");
    expect(stdout).toContain('PRICE: "${NOMAD_META_price} €"');
  });

  it("writes a file, and replaces it only with --force", async () => {
    const out = path.join(folder, "stacks", "jobs");
    const file = path.join(out, "report.ts");
    await eject("report@default", "--out", out);
    writeFileSync(file, `${readFileSync(file, "utf8")}// mine\n`);
    await expect(eject("report", "--out", out)).rejects.toThrow(/exists already: .*report\.ts; give --force/);
    expect(readFileSync(file, "utf8")).toContain("// mine");
    await eject("report", "--out", out, "--force");
    expect(readFileSync(file, "utf8")).not.toContain("// mine");
    expect(stdout).toBe("");
  });

  it("names the jobs of the program for one that it does not have", async () => {
    await expect(eject("reports")).rejects.toThrow('reports: the program has no such job; did you mean "report"?');
    await expect(eject("report", "--stack", "other")).rejects.toThrow('no stack is called "other"; there are apps');
  });
});
