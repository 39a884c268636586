import { rmSync } from "node:fs";
import path from "node:path";
import { type Lab, labUp, labVariables } from "../../../lab";
import { labPaths } from "../../../lab/paths";
import { testLab } from "../../runner/lab";
import { Project, type Result } from "../project";

jest.setTimeout(600_000);

// Nothing but the settings says where Consul is and by what token, and each command runs on a machine that has only the state.
describe("the last object of Consul that leaves a program", () => {
  const environment: NodeJS.ProcessEnv = { CDKNOMAD_GUARD: "on" };
  let lab: Lab;
  let project: Project;

  const having = (parts: string, ...command: readonly string[]): Promise<Result> => {
    environment.CDKNOMAD_TEST_HAS = parts;
    rmSync(path.join(project.folder, "cdktf.out"), { recursive: true, force: true });
    return project.cdknomad(...command);
  };
  const applied = async (parts: string, ...options: readonly string[]): Promise<void> => {
    const planned = await having(parts, "plan", ...options);
    const done = await project.cdknomad("apply");
    expect({ planned: planned.code, applied: done.code, output: `${planned.output}${done.output}` }).toEqual({
      planned: 2,
      applied: 0,
      output: expect.stringContaining("applied: "),
    });
  };
  const policies = async (): Promise<readonly string[]> => {
    const headers = { "X-Consul-Token": lab.consulToken() };
    const response = await fetch(`${lab.consulAddr}/v1/acl/policies`, { headers });
    const found = (await response.json()) as readonly { readonly Name: string }[];
    return found.map(({ Name }) => Name).filter((name) => name === "orphan");
  };

  beforeAll(async () => {
    lab = await labUp({ name: testLab });
    Object.assign(environment, labVariables(lab), {
      CONSUL_HTTP_ADDR: undefined,
      CONSUL_HTTP_TOKEN: undefined,
      CDKNOMAD_TEST_CONSUL: lab.consulAddr,
      CDKNOMAD_TEST_CONSUL_TOKEN: labPaths(testLab).consulToken,
    });
    project = new Project(path.join("__tests__", "lab", "plan", "orphans-program.ts"), environment);
  });

  afterAll(async () => {
    environment.CDKNOMAD_GUARD = "off";
    await having("", "plan");
    await project.cdknomad("apply");
    project.remove();
  });

  it("is destroyed at the settings' address by their token, though the program has jobs only", async () => {
    await applied("policy,job");
    expect(await policies()).toEqual(["orphan"]);
    await applied("job");
    expect(await policies()).toEqual([]);
    expect(await having("job", "plan")).toMatchObject({ code: 0, output: expect.stringContaining("no changes") });
  });

  it("is not destroyed unasked where the program is empty then", async () => {
    await applied("policy");
    const refused = await having("", "plan");
    expect(refused).toMatchObject({ code: 1, output: expect.stringContaining("an empty program destroys nothing") });
    expect(await policies()).toEqual(["orphan"]);
    await applied("", "--confirm", "empty-program");
    expect(await policies()).toEqual([]);
    expect(await having("", "plan")).toMatchObject({ code: 0 });
  });
});
