import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { findLab, type Lab, labDown, labUp } from "../../lab";
import { testLab } from "../runner/lab";
import { Project } from "./project";

jest.setTimeout(600_000);

/** A lab that is started with programs from PATH. */
const name = `${testLab}-versions`;

describe("the versions of Nomad and Consul in a lab", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "cdknomad-versions-"));
  let lab: Lab;
  let project: Project;

  /** Writes a program that prints the version of a Nomad. */
  const nomad = (version: string): string => {
    const file = path.join(folder, `nomad-${version}`);
    writeFileSync(file, `#!/bin/sh\necho 'Nomad v${version}'\n`);
    chmodSync(file, 0o755);
    return file;
  };

  beforeAll(async () => {
    lab = await labUp({ name: testLab });
    const bin = path.join(folder, "bin");
    mkdirSync(bin);
    for (const server of ["nomad", "consul"] as const) {
      symlinkSync(lab.servers?.[server].path ?? "", path.join(bin, server));
    }
    const own = { CDKNOMAD_LAB_NOMAD: "", CDKNOMAD_LAB_CONSUL: "", PATH: `${bin}:${process.env.PATH}` };
    project = new Project("main.ts", own);
  });
  afterAll(async () => {
    project.remove();
    await labDown(name);
    rmSync(folder, { recursive: true });
  });

  it("are in the status", async () => {
    const { output } = await project.cdknomad("lab", "status", "--name", testLab);
    expect(output).toMatch(/^Nomad\s+\d+\.\d+\.\d+\s+\/\S*nomad \(/m);
    expect(output).toMatch(/^Consul\s+\d+\.\d+\.\d+\s+\/\S*consul \(/m);
  });

  it("stay those of a running lab", async () => {
    const same = await project.cdknomad("lab", "up", "--name", testLab, "--nomad", lab.servers?.nomad.path ?? "");
    expect(same).toMatchObject({ code: 0, output: expect.stringContaining("is already running") });
    const other = await project.cdknomad("lab", "up", "--name", testLab, "--nomad", nomad("1.9.7"));
    expect(other).toMatchObject({
      code: 1,
      output: expect.stringMatching(/with nomad \S+ \(\S+\), not 1\.9\.7 .*\(lab-differs\)/),
    });
  });

  it("are refused before anything starts if they are not supported", async () => {
    const { code, output } = await project.cdknomad("lab", "up", "--name", name, "--nomad", nomad("1.7.7"));
    expect(output).toContain("is Nomad 1.7.7, which is older than 1.8; give the path of Nomad 1.8 or later");
    expect(output).toContain("(tool-unusable)");
    expect(code).toBe(1);
    expect(findLab(name)).toBeUndefined();
  });

  it("are those in PATH, without a build", async () => {
    const { code, output } = await project.cdknomad("lab", "up", "--name", name);
    expect(output).toMatch(/^Nomad \S+: \S+\/bin\/nomad, found in PATH$/m);
    expect(output).toMatch(/^Consul \S+: \S+\/bin\/consul, found in PATH$/m);
    expect(output).not.toContain("building");
    expect(code).toBe(0);
    expect(findLab(name)?.servers?.nomad.source).toBe("PATH");
  });
});
