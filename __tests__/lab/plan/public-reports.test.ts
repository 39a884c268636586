import { readFileSync } from "node:fs";
import path from "node:path";
import type { Report } from "../../../cli/report/report";
import { type Lab, labUp, labVariables } from "../../../lab";
import { testLab } from "../../runner/lab";
import { Project } from "../project";

jest.setTimeout(900_000);

describe("objects of public reports", () => {
  const environment: NodeJS.ProcessEnv = {};
  let lab: Lab;
  let project: Project;

  const plan = async (): Promise<{ readonly code: number; readonly output: string; readonly report: Report }> => {
    const result = await project.cdknomad("plan", "--json", "report.json");
    return { ...result, report: JSON.parse(readFileSync(path.join(project.folder, "report.json"), "utf8")) };
  };

  beforeAll(async () => {
    lab = await labUp({ name: testLab });
    Object.assign(environment, labVariables(lab));
    project = new Project(path.join("__tests__", "lab", "plan", "public-reports-program.ts"), environment);
    const planned = await project.cdknomad("plan");
    expect(planned).toMatchObject({ code: 2 });
    const applied = await project.cdknomad("apply");
    expect(applied).toMatchObject({ code: 0 });
  });

  afterAll(async () => {
    environment.CDKNOMAD_CONFIRM = "all";
    await project.cdktf("destroy", "reports", "--auto-approve");
    project.remove();
  });

  it.each([
    [
      "terraform-provider-nomad 290, 349, nomad 8559: a service job with a dot in a group's name",
      "nomad_job.reports_cassandra_stage",
    ],
    ["nomad 2012: a periodic job", "nomad_job.reports_hello-periodic"],
    ["terraform-provider-nomad 377: a policy for a job in another namespace", "nomad_acl_policy"],
    ["terraform-provider-nomad 533: network modes of a namespace", "nomad_namespace"],
    ["terraform-provider-consul 230: keys below a prefix", "consul_key_prefix"],
    ["terraform-provider-consul 359: the status of a gateway and its route", "consul_config_entry"],
  ])("have an empty second plan: %s", async (_, address) => {
    const { code, output, report } = await plan();
    const found = report.stacks.flatMap(({ resources }) => resources).filter((one) => one.address.startsWith(address));
    expect({ found, output }).toEqual({ found: [], output: expect.stringContaining("no changes") });
    expect(code).toBe(0);
  });

  it("show changes of networks, services, and volumes by field, with the scheduler's answer (nomad 6139, 9962, terraform-provider-nomad 247)", async () => {
    environment.CDKNOMAD_TEST_CHANGED = "1";
    const { code, report } = await plan();
    environment.CDKNOMAD_TEST_CHANGED = undefined;
    const [job] = report.stacks.flatMap(({ resources }) => resources);
    const paths = job?.fields.map((field) => field.path) ?? [];
    expect(paths).toEqual(
      expect.arrayContaining([
        "groups.cassandra-1.50.network.ports.http.to",
        "groups.cassandra-1.50.volumes.data.readOnly",
        expect.stringMatching(/^groups\.cassandra-1\.50\.services\.httpbin/),
      ]),
    );
    expect(job?.action).toBe("update");
    expect(job?.scheduler).toBeDefined();
    expect(code).toBe(2);
  });

  it("adopt existing keys after the state was lost (terraform-provider-consul 77, 169)", async () => {
    const again = new Project(path.join("__tests__", "lab", "plan", "public-reports-program.ts"), environment);
    try {
      const planned = await again.cdknomad("plan");
      expect(planned).toMatchObject({ code: 2, output: expect.not.stringContaining("error") });
      const applied = await again.cdknomad("apply");
      expect(applied).toMatchObject({ code: 0 });
      expect(await again.cdknomad("plan")).toMatchObject({ code: 0 });
    } finally {
      again.remove();
    }
  });
});
