import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Lab, labUp } from "../../lab";
import { testLab } from "../runner/lab";
import { appOf } from "./app";
import { Walled } from "./firewall/walled";

jest.setTimeout(600_000);

const repository = path.join(__dirname, "..", "..");
const cdknomad = [process.execPath, path.join(repository, "bin", "cdknomad")];
const cdktf = [process.execPath, path.join(repository, "bin", "cdktf")];

describe("from where only the cluster can be reached", () => {
  const walled = new Walled();
  const folder = mkdtempSync(path.join(tmpdir(), "cdknomad-firewall-"));
  let lab: Lab;

  beforeAll(async () => {
    lab = await labUp({ name: testLab });
    const app = appOf(path.join(repository, "main.ts"));
    writeFileSync(path.join(folder, "cdktf.json"), JSON.stringify({ language: "typescript", app, projectId: "test" }));
    await walled.up([lab.nomadAddr, lab.consulAddr].map((address) => Number(new URL(address).port)));
  });

  afterAll(async () => {
    await walled.down();
    rmSync(folder, { recursive: true });
  });

  /** Runs a command in there, without any variable by which a user could have asked for silence. */
  async function run(...command: readonly string[]): Promise<{ code: number; output: string; elsewhere: number }> {
    const before = walled.packetsElsewhere();
    const { CHECKPOINT_DISABLE: _, DO_NOT_TRACK: __, ...environment } = process.env;
    const [program, ...args] = walled.command("env", `--chdir=${folder}`, ...command);
    const child = spawn(program, args, {
      env: { ...environment, CDKNOMAD_LAB: testLab, CDKNOMAD_GUARD: "off", CDKTF_HOME: folder, CI: "1" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        output += chunk;
      });
    }
    const [code] = await once(child, "close");
    return { code, output, elsewhere: walled.packetsElsewhere() - before };
  }

  it("counts a connection to an address elsewhere, which shows that the test can fail", async () => {
    const attempt = `require("net").connect({ host: "203.0.113.1", port: 443 }); setTimeout(() => process.exit(), 500)`;
    expect((await run(process.execPath, "-e", attempt)).elsewhere).toBeGreaterThan(0);
  });

  it("counts a question to the name server, which shows it too", async () => {
    const question = `require("dns").lookup("checkpoint-api.hashicorp.com", () => process.exit())`;
    expect((await run(process.execPath, "-e", question)).elsewhere).toBeGreaterThan(0);
  });

  it.each<[string, readonly string[], number]>([
    [
      "cdknomad plan, with a report in every form",
      [...cdknomad, "plan", "apps", "--markdown", "a.md", "--html", "a.html", "--json", "a.json"],
      2,
    ],
    ["cdknomad apply", [...cdknomad, "apply"], 0],
    ["cdknomad graph", [...cdknomad, "graph"], 0],
    ["cdktf synth", [...cdktf, "synth"], 0],
    ["cdktf diff", [...cdktf, "diff", "apps"], 0],
    ["cdktf destroy", [...cdktf, "destroy", "apps", "--auto-approve"], 0],
  ])("%s works and sends nothing elsewhere", async (_, command, want) => {
    const { code, output, elsewhere } = await run(...command);
    expect({ code, elsewhere, output: code === want ? "" : output }).toEqual({ code: want, elsewhere: 0, output: "" });
    expect(existsSync(path.join(folder, "cdktf.out", "manifest.json"))).toBe(true);
  });

  it("cdknomad doctor works and sends nothing elsewhere", async () => {
    const { output, elsewhere } = await run(...cdknomad, "doctor");
    expect(elsewhere).toBe(0);
    expect(output).not.toMatch(/cannot be reached|ECONNREFUSED|ENETUNREACH/);
  });
});
