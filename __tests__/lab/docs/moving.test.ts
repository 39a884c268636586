import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type Lab, labUp, labVariables } from "../../../lab";
import { testLab } from "../../runner/lab";
import { repository } from "../../unit/docs/page";
import { snippets } from "../../unit/docs/snippets";
import { until } from "../dns/cluster";
import { movingLines, movingPage } from "./moving-lines";
import { Reader } from "./reader";

jest.setTimeout(10 * 60_000);

const shared = "cdktf.out/stacks/shared";
const official = "registry.terraform.io/hashicorp";
const ours = "terraform.local/cdknomad";

/** A job as a user of the official provider has registered it. */
const web = `job "web" {
  group "web" {
    task "web" {
      driver = "raw_exec"
      config {
        command = "/bin/sleep"
        args    = ["100000"]
      }
      resources {
        cpu    = 20
        memory = 16
      }
    }
  }
}
`;

/** What a user typed, and the page says it without a mistake if each line of it was typed. */
describe("the page about moving", () => {
  const typed: string[] = [];
  let lab: Lab;
  let reader: Reader;

  async function api(product: "nomad" | "consul", method: string, url: string, body?: unknown): Promise<unknown> {
    const [address, header, token] =
      product === "nomad"
        ? [lab.nomadAddr, "X-Nomad-Token", lab.nomadToken()]
        : [lab.consulAddr, "X-Consul-Token", lab.consulToken()];
    const response = await fetch(`${address}/v1/${url}`, {
      method,
      headers: { [header]: token },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${method} ${url}: ${response.status} ${text}`);
    }
    return text.startsWith("{") || text.startsWith("[") ? JSON.parse(text) : undefined;
  }

  /** Types a line of the page. */
  async function types(line: string, { below = ".", input = "", code = 0 } = {}): Promise<string> {
    expect(movingLines).toContain(line);
    typed.push(line);
    const result = await reader.types(input === "" ? line : `echo ${input} | ${line}`, below);
    expect(result).toEqual({ code, output: result.output });
    return result.output;
  }

  /** The objects on the servers, with their ids and the index of the last change. */
  async function standing(): Promise<unknown> {
    const one = async (product: "nomad" | "consul", url: string) => {
      const { ModifyIndex, JobModifyIndex, Version, ID } = (await api(product, "GET", url)) as Record<string, unknown>;
      return { ID, Version, index: JobModifyIndex ?? ModifyIndex };
    };
    const allocations = (await api("nomad", "GET", "job/web/allocations")) as { readonly ID: string }[];
    return {
      allocations: allocations.map(({ ID }) => ID),
      job: await one("nomad", "job/web"),
      namespace: await one("nomad", "namespace/shop"),
      policy: await one("nomad", "acl/policy/shop-readers"),
      role: await one("nomad", "acl/role/name/support"),
      consulPolicy: await one("consul", "acl/policy/name/shop-config"),
      consulRole: await one("consul", "acl/role/name/shop"),
    };
  }

  /** The program: the stacks that the page says the reader to add. */
  function writeMain(lines: readonly string[]): void {
    const at = (name: string) => JSON.stringify(path.join(repository, name));
    const [imports, stacks] = [/^import /, /^new /].map((start) => lines.filter((line) => start.test(line)));
    reader.write(
      "main.ts",
      `import { ClusterApp } from ${at("config")};
import { lab } from ${at("lab/settings")};
${imports?.join("\n")}

const providers = process.env.TEST_OFFICIAL ? ({ providers: "hashicorp" } as const) : {};
const app = new ClusterApp({ environments: { lab: ({ CDKNOMAD_LAB = "" }) => ({ ...lab(CDKNOMAD_LAB), ...providers }) } });
${stacks?.join("\n")}
app.synth();
`,
    );
  }

  /** Programs under the names of the official providers, which cannot be downloaded here. No command starts them. */
  function standInForOfficialProviders(): void {
    for (const [name, version] of [
      ["nomad", "2.5.2"],
      ["consul", "2.22.1"],
    ]) {
      const platform = `${process.platform}_${process.arch === "x64" ? "amd64" : process.arch}`;
      const folder = path.join(
        reader.folder,
        shared,
        "terraform.d",
        "plugins",
        official,
        `${name}`,
        `${version}`,
        platform,
      );
      mkdirSync(folder, { recursive: true });
      const program = path.join(folder, `terraform-provider-${name}_v${version}`);
      writeFileSync(program, "#!/bin/sh\nexit 1\n");
      chmodSync(program, 0o755);
    }
  }

  const stateFile = () => path.join(reader.folder, "terraform.shared.tfstate");
  const providersOfState = () =>
    [...readFileSync(stateFile(), "utf8").matchAll(/"provider": "(.*)",/g)].map(([, name]) => name);

  beforeAll(async () => {
    lab = await labUp({ name: testLab });
    // The page imports all jobs of the namespace, and other tests leave some.
    for (const { ID } of (await api("nomad", "GET", "jobs")) as { readonly ID: string }[]) {
      await api("nomad", "DELETE", `job/${encodeURIComponent(ID)}?purge=true`);
    }
    await api("nomad", "POST", "namespace/shop", { Name: "shop", Description: "the shop" });
    await api("nomad", "POST", "acl/policy/shop-readers", {
      Name: "shop-readers",
      Rules: 'namespace "shop" {\n  policy = "read"\n}\n',
    });
    await api("nomad", "POST", "acl/role", { Name: "support", Policies: [{ Name: "shop-readers" }] });
    await api("consul", "PUT", "acl/policy", {
      Name: "shop-config",
      Rules: 'key_prefix "shop/" {\n  policy = "read"\n}\n',
    });
    await api("consul", "PUT", "acl/role", { Name: "shop", Policies: [{ Name: "shop-config" }] });
    const Job = await api("nomad", "POST", "jobs/parse", { JobHCL: web });
    await api("nomad", "POST", "jobs", {
      Job,
      Submission: { Source: web, Format: "hcl2", Variables: "", VariableFlags: {} },
    });
    await until("a job that runs", async () => {
      const allocations = (await api("nomad", "GET", "job/web/allocations")) as { readonly ClientStatus: string }[];
      return allocations.some(({ ClientStatus }) => ClientStatus === "running") || undefined;
    });
    reader = new Reader(testLab, "main.ts", labVariables(lab));
    const [stack] = snippets.typescript.filter(({ page }) => page === movingPage);
    reader.write(
      "stacks/shared.ts",
      `${stack?.text}\n`.replace('"cdknomad"', JSON.stringify(path.join(repository, "constructs"))),
    );
    const states = path.join(repository, "provider", "acceptance", "testdata", "official-states");
    const old = readFileSync(path.join(states, "nomad-2.5.2-consul-2.22.1.tfstate"), "utf8");
    reader.write("old/terraform.tfstate", old.replace('"name": "team_web"', '"name": "web"'));
    reader.write("jobs/web.nomad.hcl", web);
    reader.write("rendered/web.nomad.hcl", web);
  });

  afterAll(async () => {
    await api("nomad", "DELETE", "job/web?purge=true");
    const { ID: role } = (await api("nomad", "GET", "acl/role/name/support")) as { readonly ID: string };
    await api("nomad", "DELETE", `acl/role/${role}`);
    await api("nomad", "DELETE", "acl/policy/shop-readers");
    await api("nomad", "DELETE", "namespace/shop");
    for (const [kind, name] of [
      ["role", "shop"],
      ["policy", "shop-config"],
    ]) {
      const { ID } = (await api("consul", "GET", `acl/${kind}/name/${name}`)) as { readonly ID: string };
      await api("consul", "DELETE", `acl/${kind}/${ID}`);
    }
    reader?.remove();
  });

  describe("from the official providers, by import", () => {
    it("writes the jobs, and prints the lines for main.ts", async () => {
      const output = await types("npx cdknomad import @default --state --out .");
      const printed = output.split("\n").flatMap((line) => /^ {2}((?:import|new) .*;)$/.exec(line)?.[1] ?? []);
      expect(printed).toEqual([
        'import { DefaultStack } from "./stacks/default";',
        'new DefaultStack(app, "default", app.settings);',
      ]);
      writeMain([
        ...printed,
        'import { SharedStack } from "./stacks/shared";',
        'new SharedStack(app, "shared", app.settings);',
      ]);
    });

    it("refuses what differs, with the command that imports it", async () => {
      const output = await types("npx cdknomad plan", { code: 1 });
      expect(output).toContain("[namespace shop] exists already (already-exists)");
      expect(output.replace(/\s+/g, " ")).toContain(
        `-chdir=${shared} import nomad_namespace.shop shop, or choose another name`,
      );
      await types(`terraform -chdir=${shared} import nomad_namespace.shop shop`);
    });

    it("plans imports, and the change that the program wants, which is taken out of it again", async () => {
      const { code, output } = await reader.types("npx cdknomad plan");
      expect(output).toContain("description: the shop → web shop");
      expect(code).toBe(2);
      const file = path.join(reader.folder, "stacks", "shared.ts");
      writeFileSync(file, readFileSync(file, "utf8").replace('"web shop"', '"the shop"'));
      const again = await reader.types("npx cdknomad plan");
      expect(again.output).toContain("1 to import");
      expect(again.output).not.toContain("to change");
    });

    it("changes nothing on the servers", async () => {
      const before = await standing();
      expect(await types("npx cdknomad apply")).toContain("done");
      expect(await standing()).toEqual(before); // the next plan is that of the next part
    });

    it("removes a job from the old state", async () => {
      expect(await types("terraform state list", { below: "old" })).toContain("nomad_job.web");
      const output = await types("terraform state rm nomad_job.web", { below: "old" });
      expect(output).toContain("Successfully removed 1 resource instance(s).");
      expect((await reader.types("terraform state list", "old")).output).not.toContain("nomad_job.web");
    });
  });

  describe("from the official providers, in a new clone, by their names in the state", () => {
    let before: unknown;

    it("changes the names", async () => {
      before = await standing();
      rmSync(path.join(reader.folder, "cdktf.out"), { recursive: true });
      writeFileSync(stateFile(), readFileSync(stateFile(), "utf8").replaceAll(ours, official));
      await types("npx cdktf synth");
      standInForOfficialProviders();
      typed.push(`cd ${shared}`);
      expect(await types("terraform init -input=false", { below: shared })).toContain(official.split("/")[1]);
      for (const [name, count] of [
        ["nomad", 3],
        ["consul", 2],
      ]) {
        const line = `terraform state replace-provider ${official}/${name} ${ours}/${name}`;
        expect(await types(line, { below: shared, input: "yes" })).toContain(
          `Successfully replaced provider for ${count} resources.`,
        );
      }
      expect(await types("terraform init -input=false", { below: shared })).not.toContain(official.split("/")[1]);
    });

    it("plans no change, and changes nothing on the servers", async () => {
      expect(await types("npx cdknomad plan")).toContain("no changes");
      expect(await standing()).toEqual(before);
    });
  });

  describe("to the official providers, in a new clone without access to the old ones", () => {
    it("changes the names", async () => {
      rmSync(path.join(reader.folder, "cdktf.out"), { recursive: true });
      const { code } = await reader.types("TEST_OFFICIAL=1 npx cdktf synth");
      expect(code).toBe(0);
      standInForOfficialProviders();
      // Our providers are not linked into the folder, so that the state names what Terraform cannot find.
      await types("terraform init -input=false", { below: shared, code: 1 });
      for (const name of ["nomad", "consul"]) {
        await types(`terraform state replace-provider ${ours}/${name} ${official}/${name}`, {
          below: shared,
          input: "yes",
        });
      }
      await types("terraform init -input=false", { below: shared });
      expect(new Set(providersOfState())).toEqual(
        new Set(["nomad", "consul"].map((name) => `provider[\\"${official}/${name}\\"]`)),
      );
    });
  });

  describe("from nomad-pack and from nomad job run", () => {
    it.each([
      ["npx cdknomad import rendered/ --stack packs --out .", "stacks/packs.ts"],
      ["npx cdknomad import jobs/ --out .", "stacks/jobs.ts"],
      ["npx cdknomad import web@default --state --out .", "stacks/web.ts"],
    ])("writes a stack: %s", async (line, file) => {
      expect(await types(line)).toContain(file);
    });
  });

  it("has no other command", () => {
    expect([...new Set(movingLines)].filter((line) => !typed.includes(line))).toEqual([]);
  });
});
