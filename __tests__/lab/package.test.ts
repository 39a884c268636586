import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { type Cdk, cdks } from "../../cli/init/cdks";
import { listServices } from "../../cli/services";
import { type Lab, labUp } from "../../lab";
import { nomadApi } from "../../lab/apis";
import { stage } from "../../packaging/stage";
import { packageRoot } from "../../tools/cache";
import { testLab } from "../runner/lab";

jest.setTimeout(30 * 60_000);

/** The project of a user who has only the package, from an empty folder to a job that runs. */
describe("the package", () => {
  let folder: string;
  let lab: Lab;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "cdknomad-package-"));
    stage(packageRoot, folder);
    await run("npm", ["pack", path.join(folder, "cdknomad"), "--pack-destination", folder], folder);
    lab = await labUp({ name: testLab });
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** What a command prints; its errors are the test's. */
  async function run(
    command: string,
    words: readonly string[],
    cwd = path.join(folder, "homelab"),
    variables: NodeJS.ProcessEnv = {},
  ): Promise<string> {
    const { NODE_OPTIONS: _, ...inherited } = process.env;
    const env = {
      ...inherited,
      CDKNOMAD_LAB: testLab,
      npm_config_fund: "false",
      npm_config_audit: "false",
      ...variables,
    };
    const { stdout } = await promisify(execFile)(command, words, { cwd, env, maxBuffer: 64 << 20 });
    return stdout;
  }

  it("is installed, and makes a project in a folder that has only a package.json", async () => {
    await run("mkdir", ["homelab"], folder);
    await run("npm", ["init", "-y"]);
    const version = JSON.parse(readFileSync(path.join(packageRoot, "package.json"), "utf8")).version;
    await run("cp", [`../cdknomad-${version}.tgz`, "."]);
    await run("npm", ["install", `./cdknomad-${version}.tgz`]);
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

  it("has two environments, and shows their differences without asking any cluster", async () => {
    const { code, stdout } = await run("npx", ["cdknomad", "compare", "lab", "prod"]).then(
      () => ({ code: 0, stdout: "" }),
      (error: { code: number; stdout: string }) => error,
    );
    expect(code).toBe(2);
    expect(stdout).toMatch(/nomad_job\.web_it-tools\n {4}datacenters\n {6}lab {3}-\n {6}prod {2}\["dc1"\]/);
    expect(stdout).toContain("prod  https://nomad.example.com:4646");
  });

  it("puts into git what the workflows need, and nothing that is generated", async () => {
    await run("git", ["init", "--quiet"]);
    await run("git", ["add", "."]);
    const files = (await run("git", ["ls-files"])).trim().split("\n");
    expect(files).toEqual(
      expect.arrayContaining(["package-lock.json", "__tests__/__snapshots__/stacks.test.ts.snap", ".editorconfig"]),
    );
    expect(files.filter((file) => /^(node_modules|cdktf\.out|cdknomad\.plan)\/|tfstate/.test(file))).toEqual([]);
  });

  it("has workflows for its environment, whose actions are those that are tested here", async () => {
    const workflows = path.join(folder, "homelab", ".github", "workflows");
    const text = (file: string) => readFileSync(path.join(workflows, file), "utf8");
    const pins = (all: string) => [...new Set(all.match(/uses: .*/g))];
    const ours = ["plan", "apply", "drift"].map((name) => text(`cdknomad-${name}.yml`)).join("\n");
    expect(ours.match(/CDKNOMAD_ENV: \$\{\{ matrix\.environment \|\| 'prod' \}\}$/gm)).toHaveLength(3);
    expect(ours).not.toMatch(/CDKNOMAD_STATE|provider\/go|tools\/versions/);
    expect(pins(text("check.yml")).filter((pin) => !pins(ours).includes(pin))).toEqual([]);
    const scripts = Object.keys(JSON.parse(await run("cat", ["package.json"])).scripts);
    for (const [, script] of text("check.yml").matchAll(/npm run (\w+)/g)) {
      expect(scripts).toContain(script);
    }
  });

  it("refuses what Nomad would, as the types of a clone do", async () => {
    const file = path.join(folder, "homelab", "stacks", "apps.ts");
    const good = readFileSync(file, "utf8");
    writeFileSync(file, good.replace('provider: "nomad"', 'provider: "nomads"'));
    try {
      await expect(run("npx", ["tsc", "--noEmit"])).rejects.toMatchObject({
        stdout: expect.stringMatching(
          /Type '"nomads"' is not assignable to type '("consul" \| "nomad"|"nomad" \| "consul")'/,
        ),
      });
    } finally {
      writeFileSync(file, good);
    }
  });

  it("deploys the stacks: the name answers, the page too; a second plan is empty", async () => {
    await run("npx", ["cdknomad", "up", "--name", testLab]);
    await isDeployed();
  });

  it("has the commands of cdktf after cdktf-cli was installed", async () => {
    await expect(run("npx", ["cdktf", "diff", "apps"])).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^error: cdktf-cli is not installed; .* npm install --save-dev cdktf-cli@/),
    });
    await run("npm", ["install", "--save-dev", "cdktf-cli@0.21.0"]);
    expect(await run("npx", ["cdktf", "diff", "apps"])).toContain("No changes.");
  });

  it("chooses an environment by its name, for cdktf as for cdknomad", async () => {
    await run("npx", ["cdktf", "synth"], undefined, { CDKNOMAD_ENV: "prod" });
    const file = path.join(folder, "homelab", "cdktf.out", "stacks", "apps", "cdk.tf.json");
    const { terraform, provider } = JSON.parse(readFileSync(file, "utf8"));
    expect(terraform.backend.consul).toMatchObject({ address: "consul.example.com:8501", path: "homelab/prod/apps" });
    expect(provider.nomad[0]).toMatchObject({ address: "https://nomad.example.com:4646", region: "global" });
    await expect(run("npx", ["cdknomad", "plan", "--environment", "production"])).rejects.toThrow(
      'got "production", which is not an environment of this program; there are lab, prod',
    );
  });

  it("moves to cdktn and back as docs/how-to/engines.md says: each time it compiles, and the plan is empty", async () => {
    await moveTo(cdkOf("cdktn"), cdkOf("cdktf"));
    expect(await run("npx", ["cdknomad", "plan"])).toContain("no changes");
    expect(synthesizedBy()).toEqual(["0.24.0", "0.24.0", "0.24.0"]);
    await destroy();
    await expect(run("npx", ["cdknomad", "plan"])).rejects.toMatchObject({ code: 2 }); // there are changes
    await run("npx", ["cdknomad", "apply"]);
    await isDeployed();
    await moveTo(cdkOf("cdktf"), cdkOf("cdktn"));
    expect(await run("npx", ["cdknomad", "plan"])).toContain("no changes");
    expect(synthesizedBy()).toEqual(["0.21.0", "0.21.0", "0.21.0"]);
    await destroy();
  });

  /** Checks what the stacks of the template deploy, and that nothing is left to do. */
  async function isDeployed(): Promise<void> {
    const services = await listServices(nomadApi(lab));
    const service = services.find(({ name }) => name === "ittools");
    expect(service).toMatchObject({ namespace: "web" });
    const dig: [string, ...string[]] = ["dig", "+short", `@${lab.nodes[0]?.address}`, "ittools.lab.example.com"];
    expect(await lab.exec("client", dig)).toMatchObject({ code: 0, stdout: `${service?.address}\n` });
    const page = await lab.exec("client", ["curl", "-sS", "-m", "5", `http://${service?.address}:${service?.port}/`]);
    expect(page).toMatchObject({ code: 0, stdout: expect.stringContaining("it-tools") });
    expect(await run("npx", ["cdknomad", "plan"])).toContain("no changes");
  }

  async function destroy(): Promise<void> {
    await run("npx", ["cdktf", "destroy", "*", "--auto-approve"]);
    expect(await listServices(nomadApi(lab))).toEqual([]);
  }

  /** Follows the page: the packages, the imports, and the checks. */
  async function moveTo(cdk: Cdk, former: Cdk): Promise<void> {
    const file = path.join(folder, "homelab", "package.json");
    const { dependencies, ...others } = JSON.parse(readFileSync(file, "utf8"));
    delete dependencies[former.name];
    Object.assign(dependencies, pinned(cdk.name), pinned("constructs"), cdk.dependencies);
    writeFileSync(file, JSON.stringify({ ...others, dependencies }));
    for (const source of (await run("git", ["ls-files", "*.ts"])).trim().split("\n")) {
      const target = path.join(folder, "homelab", source);
      const text = readFileSync(target, "utf8");
      writeFileSync(target, text.replaceAll(`from "${former.name}"`, `from "${cdk.name}"`));
    }
    await run("npm", ["install"]);
    await run("npm", ["run", "check"]);
    await run("npm", ["test", "--", "--ci"]);
  }

  /** The version of the CDK that synthesized each stack. */
  function synthesizedBy(): string[] {
    return ["access", "apps", "dns"].map((stack) => {
      const file = path.join(folder, "homelab", "cdktf.out", "stacks", stack, "cdk.tf.json");
      return JSON.parse(readFileSync(file, "utf8"))["//"].metadata.version;
    });
  }
});

function cdkOf(name: Cdk["name"]): Cdk {
  const cdk = cdks.find((each) => each.name === name);
  if (cdk === undefined) {
    throw new Error(`there is no ${name}`);
  }
  return cdk;
}

/** The version of a package with which cdknomad is developed; none of cdktn, which is not a part of the clone. */
function pinned(name: string): Readonly<Record<string, string>> {
  const { devDependencies } = JSON.parse(readFileSync(path.join(packageRoot, "package.json"), "utf8"));
  return name in devDependencies ? { [name]: devDependencies[name] } : {};
}
