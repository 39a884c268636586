import { listServices } from "../../cli/services";
import { type Lab, labUp } from "../../lab";
import { nomadApi } from "../../lab/apis";
import { testLab } from "../runner/lab";
import { Project } from "./project";

jest.setTimeout(600_000);

const stacks = ["access", "apps", "dns"];

describe("the program of this repository, by the commands a person types", () => {
  let lab: Lab;
  let project: Project;

  beforeAll(async () => {
    lab = await labUp({ name: testLab });
    // No token in the environment: the provider finds it in the lab's token file.
    project = new Project("main.ts", { CDKNOMAD_LAB: testLab, NOMAD_TOKEN: undefined, NOMAD_ADDR: undefined });
  });

  afterAll(() => project.remove());

  it("synthesizes", async () => {
    const { code, output } = await project.cdktf("synth");
    expect(output).toContain("Generated Terraform code for the stacks: access, apps, dns");
    expect(code).toBe(0);
  });

  it("writes no secret into what it synthesizes", () => {
    const secrets = [lab.nomadToken(), lab.consulToken()];
    for (const stack of stacks) {
      const text = project.read(`stacks/${stack}/cdk.tf.json`);
      expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
    }
  });

  it("shows Nomad's own answer in the first plan, before anything exists", async () => {
    const { code, output } = await project.cdktf("diff", "apps");
    expect(output).toContain("# nomad_job.default_it-tools will be created");
    expect(output).toMatch(/scheduler\s+= \{\s.*"ittools"\s+= "1 create"/s);
    expect(code).toBe(0);
  });

  it("deploys, and it-tools answers from outside the cluster", async () => {
    expect(await project.cdktf("deploy", "*", "--auto-approve")).toMatchObject({ code: 0 });

    const services = await listServices(nomadApi(lab));
    const ittools = services.filter(({ name }) => name === "ittools");
    expect(ittools).toHaveLength(1);
    const answer = await lab.exec("client", [
      "curl",
      "-sS",
      "-m",
      "5",
      `http://${ittools[0]?.address}:${ittools[0]?.port}/`,
    ]);
    expect(answer).toMatchObject({ code: 0, stdout: expect.stringContaining("it-tools") });
  });

  it.each(stacks)("finds nothing to change in a second plan of %s", async (stack) => {
    const { code, output } = await project.plan(stack);
    expect(output).toContain("No changes. Your infrastructure matches the configuration.");
    expect(code).toBe(0);
  });

  it("says so in cdktf's words too", async () => {
    const { code, output } = await project.cdktf("diff", "apps");
    expect(output).toContain("No changes. Your infrastructure matches the configuration.");
    expect(code).toBe(0);
  });

  it("takes all of it away again", async () => {
    const { code } = await project.cdktf("destroy", "*", "--auto-approve");
    expect(code).toBe(0);
    expect(await listServices(nomadApi(lab))).toEqual([]);
    const namespaces = await fetch(`${lab.nomadAddr}/v1/namespaces`, {
      headers: { "X-Nomad-Token": lab.nomadToken() },
    });
    expect(((await namespaces.json()) as { Name: string }[]).map(({ Name }) => Name)).toEqual(["default"]);
  });
});
