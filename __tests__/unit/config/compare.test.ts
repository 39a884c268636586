import { existsSync } from "node:fs";
import path from "node:path";
import { Project } from "../../lab/project";

jest.setTimeout(120_000);

describe("cdknomad compare", () => {
  const project = new Project("__tests__/unit/config/program.ts", {
    NOMAD_ADDR: "http://127.0.0.1:9",
    NOMAD_TOKEN: "of-another-cluster",
    CDKNOMAD_ENV: undefined,
  });
  afterAll(() => project.remove());

  it("lists the differences by resource and field, and hides the values of a secret that differs", async () => {
    const { code, output } = await project.cdknomad("compare", "one", "other");
    expect(output).toBe(`apps
  state
    local
      one    terraform.apps.tfstate
      other  other/terraform.apps.tfstate
  provider nomad
    address
      one    http://127.0.0.1:1
      other  https://127.0.0.1:2
    token_command
      one    -
      other  (masked)
  nomad_job.default_web
    groups.web.count
      one    1
      other  3
    groups.web.tasks.web.env.PASSWORD
      one    (masked)
      other  (masked)
    datacenters
      one    -
      other  ["dc1"]
  nomad_namespace.more is in other only
`);
    expect(code).toBe(2);
  });

  it("says so when nothing does, and leaves what was synthesized for a plan alone", async () => {
    const { code, output } = await project.cdknomad("compare", "other", "other");
    expect({ code, output }).toEqual({ code: 0, output: "other and other are the same\n" });
    expect(existsSync(path.join(project.folder, "cdktf.out"))).toBe(false);
  });

  it("fails when the program has no such environment", async () => {
    const { code, output } = await project.cdknomad("compare", "one", "othr");
    expect(output).toContain(
      'CDKNOMAD_ENV: got "othr", which is not an environment of this program; did you mean "other"?',
    );
    expect(code).toBe(1);
  });
});
