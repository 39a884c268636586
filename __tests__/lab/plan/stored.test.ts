import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Lab, labUp, labVariables } from "../../../lab";
import { testLab } from "../../runner/lab";
import { appOf } from "../app";
import { Typed } from "./typed";

jest.setTimeout(600_000);

describe("objects that are as the program says, but not as the state says", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "cdknomad-stored-"));
  let lab: Lab;

  const run = (words: string, level: string) =>
    new Typed(folder, { ...labVariables(lab), CDKNOMAD_TEST_LEVEL: level }, words.split(" ")).ended;

  beforeAll(async () => {
    lab = await labUp({ name: testLab });
    const app = appOf(path.join(__dirname, "stored-program.ts"));
    writeFileSync(
      path.join(folder, "cdktf.json"),
      JSON.stringify({ language: "typescript", app, projectId: "test", sendCrashReports: "false" }),
    );
  });

  afterAll(async () => {
    const headers = { "X-Nomad-Token": lab.nomadToken() };
    await fetch(`${lab.nomadAddr}/v1/job/stored?purge=true`, { method: "DELETE", headers });
    rmSync(folder, { recursive: true });
  });

  it("are stored by the next apply, and not reported as changed on the cluster forever", async () => {
    const state = path.join(folder, "terraform.stored.tfstate");
    expect(await run("cdknomad plan", "1")).toMatchObject({ code: 2 });
    expect(await run("cdknomad apply", "1")).toMatchObject({ code: 0 });
    copyFileSync(state, path.join(folder, "before"));
    expect(await run("cdknomad plan", "2")).toMatchObject({ code: 2 });
    expect(await run("cdknomad apply", "2")).toMatchObject({ code: 0 });
    copyFileSync(path.join(folder, "before"), state); // as if that apply was killed before it wrote the state

    const { code, output } = await run("cdknomad plan", "2");
    expect(output).toMatch(/^no changes; 1 changed on the cluster since the last apply$/m);
    expect(output).toContain("store them in the state: cdknomad apply cdknomad.plan");
    expect(code).toBe(0);
    expect((await run("cdknomad apply", "2")).output).toMatch(/^applied: 1 of 1 done \(1 stored in the state\) in /m);
    expect(await run("cdknomad plan", "2")).toMatchObject({ code: 0, output: expect.stringMatching(/^no changes$/m) });
    expect(await run("cdknomad plan --drift-only", "2")).toMatchObject({ code: 0 });
  });
});
