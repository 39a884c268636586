import { existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Lab, labUp } from "../../../lab";
import { nomadApi } from "../../../lab/apis";
import { testLab } from "../../runner/lab";
import { Project } from "../project";
import { changeJob } from "./change-job";

// OpenTofu is built where it is not in PATH.
jest.setTimeout(30 * 60_000);

/** These tests use OpenTofu in every run; `npm test -- --engine tofu` runs all of them with it. */
describe("the program of this repository on a machine without Terraform", () => {
  let lab: Lab;
  let project: Project;
  const folder = mkdtempSync(path.join(tmpdir(), "cdknomad-opentofu-"));

  beforeAll(async () => {
    lab = await labUp({ name: testLab });
    project = new Project("main.ts", {
      CDKNOMAD_LAB: testLab,
      NOMAD_TOKEN: undefined,
      NOMAD_ADDR: undefined,
      TERRAFORM_BINARY_NAME: undefined,
      PATH: withoutTerraform(folder),
    });
  });

  afterAll(() => {
    project.remove();
    rmSync(folder, { recursive: true });
  });

  it("runs by OpenTofu, and a second plan finds nothing to change", async () => {
    expect(await project.cdknomad("plan")).toMatchObject({ code: 2 });
    const { code, output } = await project.cdknomad("apply");
    expect(output).toMatch(/^applied: (\d+) of \1 done/m);
    expect(code).toBe(0);
    const again = await project.cdknomad("plan");
    // The first line names the environment and the cluster.
    expect(again.output).toMatch(
      /^environment lab, .*\n\s*no changes\n\naccess {2}no changes\n\napps {2}no changes\n\ndns {2}no changes\n$/,
    );
    expect(again.code).toBe(0);
  });

  it("restores a job that was changed on the cluster", async () => {
    await changeJob(lab, "it-tools", { Priority: 60 });
    const { code, output } = await project.cdknomad("plan", "apps");
    expect(output).toContain("- priority: 60  (changed on the cluster)");
    expect(code).toBe(2);
    expect(await project.cdknomad("apply")).toMatchObject({ code: 0 });
    expect(await nomadApi(lab).get("/v1/job/it-tools")).toMatchObject({ Priority: 50 });
  });

  it("is taken away again by cdktf, which OpenTofu answers", async () => {
    const { code, output } = await project.cdktf("destroy", "*", "--auto-approve");
    expect(output).toContain("OpenTofu will perform the following actions:");
    expect(code).toBe(0);
    const jobs = await nomadApi(lab).get<{ ID: string; Stop: boolean }[]>("/v1/jobs?namespace=*");
    const left = jobs.filter(({ Stop }) => !Stop).map(({ ID }) => ID);
    expect(left.filter((id) => id === "it-tools" || id === "coredns")).toEqual([]);
  });
});

/** The folders of PATH; where Terraform is in one, a folder with links to all else that is there takes its place. */
function withoutTerraform(folder: string): string {
  const folders = (process.env.PATH ?? "").split(path.delimiter).map((from, index) => {
    if (!existsSync(path.join(from, "terraform"))) {
      return from;
    }
    const links = mkdtempSync(path.join(folder, `${index}-`));
    for (const name of readdirSync(from)) {
      if (name !== "terraform") {
        symlinkSync(path.join(from, name), path.join(links, name));
      }
    }
    return links;
  });
  return folders.join(path.delimiter);
}
