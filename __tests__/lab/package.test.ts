import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { listServices } from "../../cli/services";
import { type Lab, labUp } from "../../lab";
import { packageRoot } from "../../tools/cache";
import { testLab } from "../runner/lab";

jest.setTimeout(30 * 60_000);

/** A project of somebody else, who has the package only, from an empty folder to a job that runs. */
describe("the package", () => {
  let folder: string;
  let lab: Lab;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "cdknomad-package-"));
    await run("npm", ["pack", "--pack-destination", folder], packageRoot);
    lab = await labUp({ name: testLab });
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** What a command prints; its errors are the test's. */
  async function run(command: string, words: readonly string[], cwd = path.join(folder, "homelab")): Promise<string> {
    const { NODE_OPTIONS: _, ...inherited } = process.env;
    const env = { ...inherited, CDKNOMAD_LAB: testLab, npm_config_fund: "false", npm_config_audit: "false" };
    const { stdout } = await promisify(execFile)(command, words, { cwd, env, maxBuffer: 64 << 20 });
    return stdout;
  }

  it("is installed, and makes a project in a folder that has only a package.json", async () => {
    await run("mkdir", ["homelab"], folder);
    await run("npm", ["init", "-y"]);
    const version = JSON.parse(readFileSync(path.join(packageRoot, "package.json"), "utf8")).version;
    await run("npm", ["install", `../cdknomad-${version}.tgz`]);
    expect(await run("npx", ["cdknomad", "init"])).toContain("Next: npm install && npm start");
    await run("npm", ["install"]);
  });

  it("replaces no file: a second init changes nothing", async () => {
    const before = await run("git", ["hash-object", "main.ts", "package.json"]);
    await expect(run("npx", ["cdknomad", "init"])).rejects.toThrow(/these files exist already: .*stacks\/apps\.ts/);
    expect(await run("git", ["hash-object", "main.ts", "package.json"])).toBe(before);
  });

  it("has types that compile, and tests that pass", async () => {
    await run("npm", ["run", "check"]);
    await run("npm", ["test", "--", "--ci=false"]);
    await run("npm", ["test", "--", "--ci"]);
  });

  it("refuses what Nomad would, as the types of a clone do", async () => {
    const file = path.join(folder, "homelab", "stacks", "apps.ts");
    const good = readFileSync(file, "utf8");
    writeFileSync(file, good.replace('provider: "nomad"', 'provider: "nomads"'));
    try {
      await expect(run("npx", ["tsc", "--noEmit"])).rejects.toMatchObject({
        stdout: expect.stringContaining(`Type '"nomads"' is not assignable to type '"consul" | "nomad"'`),
      });
    } finally {
      writeFileSync(file, good);
    }
  });

  it("deploys the job, whose page answers; a second plan is empty; destroys it again", async () => {
    await run("npx", ["cdknomad", "up", "--name", testLab]);
    const [service] = await listServices(lab.nomadAddr, lab.nomadToken());
    expect(service).toMatchObject({ name: "it-tools", namespace: "web" });
    const page = await lab.exec("client", ["curl", "-sS", "-m", "5", `http://${service?.address}:${service?.port}/`]);
    expect(page).toMatchObject({ code: 0, stdout: expect.stringContaining("it-tools") });
    expect(await run("npx", ["cdknomad", "plan"])).toContain("no changes");
    await run("npx", ["cdktf", "destroy", "*", "--auto-approve"]);
    expect(await listServices(lab.nomadAddr, lab.nomadToken())).toEqual([]);
  });
});
