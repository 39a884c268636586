import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { Project } from "../../lab/project";

jest.setTimeout(120_000);

const expected = 'lab "lab" is not running; start it with: cdknomad lab up (lab-not-running)';

describe("a lab that is not running", () => {
  const state = mkdtempSync(path.join(tmpdir(), "cdknomad-no-lab-"));
  const requests: string[] = [];
  let server: Server;
  let address: string;
  let project: Project;
  const shell = { XDG_STATE_HOME: state, CDKNOMAD_LAB: "lab", TERRAFORM_BINARY_NAME: "false" };

  beforeAll(async () => {
    // Whatever listens at the address of an earlier lab, such as another lab.
    server = createServer(({ url = "" }, response) => {
      requests.push(url);
      response.end("[]");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const variables = { ...shell, CDKNOMAD_ENV: "lab", NOMAD_ADDR: address, NOMAD_TOKEN: "secret" };
    project = new Project("__tests__/unit/cli/lab-program.ts", variables);
  });
  afterAll(() => {
    server.close();
    project.remove();
    rmSync(state, { recursive: true });
  });

  it.each([[["plan"]], [["plan", "--drift-only"]], [["import", "web@default"]]])(
    "is the one error of cdknomad %s",
    async (args) => {
      const { code, output } = await project.cdknomad(...args);
      expect(output).toBe(`error: ${expected}\n`);
      expect(code).toBe(1);
    },
  );

  it.each([[["diff", "apps"]], [["deploy", "apps", "--auto-approve"]], [["destroy", "apps", "--auto-approve"]]])(
    "is the one error of cdktf %s",
    async (args) => {
      const { code, output } = await project.cdktf(...args);
      expect(output).toBe(`error: ${expected}\n`);
      expect(code).toBe(1);
    },
  );

  it("is the one error of cdknomad doctor about the cluster, which asks nothing else", async () => {
    const { code, output } = await project.cdknomad("doctor", "--no-nodes", "--json");
    const { findings } = JSON.parse(output) as { findings: { check: string; code: string; level: string }[] };
    expect(findings.filter(({ check }) => check !== "machine")).toEqual([
      { check: "program", code: "lab-not-running", level: "problem", message: expected.replace(/ \(.*/, "") },
    ]);
    expect(code).toBe(1);
  });

  it("is not asked for by import without NOMAD_ADDR", async () => {
    const other = new Project("__tests__/unit/cli/lab-program.ts", { ...shell, NOMAD_ADDR: undefined });
    const { output } = await other.cdknomad("import", "web@default");
    other.remove();
    expect(output).toBe(`error: NOMAD_ADDR is not set, and ${expected}\n`);
  });

  it("gets no request from any command", () => {
    expect(requests).toEqual([]);
  });
});

describe("the graph of a program", () => {
  it("needs no lab", async () => {
    const project = new Project("__tests__/unit/cli/lab-program.ts", {
      XDG_STATE_HOME: "/nonexistent",
      CDKNOMAD_ENV: "lab",
    });
    const { code, output } = await project.cdknomad("graph");
    project.remove();
    expect({ code, output }).toMatchObject({ code: 0, output: expect.stringContaining("web") });
  });
});
