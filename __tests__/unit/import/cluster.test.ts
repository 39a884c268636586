import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { runningJobs } from "../../../cli/import/cluster";
import { NomadClient, nomadFromEnvironment } from "../../../clients";
import { runImport } from "./run-import";

jest.setTimeout(300_000);

const token = "11111111-2222-3333-4444-555555555555";
/** What a real server answered for a job that was registered without its source. */
const worker = readFileSync(path.join(__dirname, "server", "worker.json"), "utf8");
const submission = (source: string) =>
  JSON.stringify({ Format: "hcl2", Source: source, Variables: "", VariableFlags: { size: "7" } });

describe("a job of the cluster", () => {
  let folder: string;
  let server: Server;
  /** Answers by path; what is not here is not there. */
  let answers: Record<string, string>;

  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "cdknomad-import-"));
    answers = { "/v1/job/worker?namespace=lab": worker };
    server = createServer(({ url = "", headers }, response) => {
      const body = answers[url];
      response.statusCode = headers["x-nomad-token"] === token ? (body === undefined ? 404 : 200) : 403;
      response.end(response.statusCode === 403 ? "Permission denied" : body);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    process.env.NOMAD_ADDR = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    process.env.NOMAD_TOKEN = token;
  });

  afterEach(async () => {
    await new Promise((resolve) => server.close(resolve));
    delete process.env.NOMAD_ADDR;
    delete process.env.NOMAD_TOKEN;
    rmSync(folder, { recursive: true });
  });

  const withSubmission = (source: string) => {
    answers["/v1/job/worker/submission?version=0&namespace=lab"] = submission(source);
  };

  // A server accepts 100 connections from one address, and rejects further ones with status 429.
  it("is read among hundreds of others with a few requests at a time", async () => {
    const ids = Array.from({ length: 300 }, (_, index) => `job-${index}`);
    answers["/v1/jobs?namespace=lab"] = JSON.stringify(ids.map((ID) => ({ ID })));
    for (const ID of ids) {
      answers[`/v1/job/${ID}?namespace=lab`] = JSON.stringify({ ...JSON.parse(worker), ID });
    }
    let open = 0;
    let most = 0;
    server.on("request", (_, response) => {
      open += 1;
      most = Math.max(most, open);
      response.on("close", () => {
        open -= 1;
      });
    });
    const jobs = await runningJobs(new NomadClient(nomadFromEnvironment(process.env)), "lab");
    expect(jobs.map(({ id }) => id)).toEqual(ids);
    expect(most).toBeLessThanOrEqual(32);
  });

  it("is read from the server without the server's defaults and implied parts", async () => {
    const { stdout, report, code } = await runImport(folder, ["worker@lab"]);
    expect(report).toBe("");
    expect(code).toBe(0);
    expect(stdout.slice(stdout.indexOf("    new Job"))).toBe(`    new Job(this, "worker", {
      name: "worker",
      type: "batch",
      priority: 70,
      datacenters: ["nowhere"],

      periodic: {
        crons: ["@daily"],
      },

      groups: [
        {
          name: "work",

          reschedule: {
            attempts: 2,
          },

          services: [
            {
              name: "worker",
              task: "work",

              checks: [
                {
                  type: "script",
                  command: "/x",
                  interval: "5s",
                  timeout: "1s",
                  task: "work",
                },
              ],
            },
          ],

          tasks: [
            {
              name: "work",
              driver: "raw_exec",

              config: {
                command: "/bin/work",
              },

              resources: {
                cores: 1,
              },

              logs: {
                maxFiles: 3,
              },

              templates: [{ destination: "local/a", data: "a", changeMode: "signal" }],
            },
          ],
        },
      ],
    });
  }
}
`);
  });

  it("is read as it was submitted if Nomad still has the text", async () => {
    withSubmission(`variable "size" {}
# the nightly work
job "worker" {
  group "work" {
    task "work" {
      driver = "raw_exec"
      config { command = "/bin/work-\${var.size}" }
    }
  }
}
`);
    const { stdout } = await runImport(folder, ["worker@lab"]);
    expect(stdout).toMatch(/^\/\/ the nightly work\n/);
    expect(stdout).toContain('command: "/bin/work-7",');
  });

  it("is read from the server if the submitted text needs other files", async () => {
    withSubmission('job "worker" {\n  meta { text = file("text") }\n}\n');
    const { stdout, report, code } = await runImport(folder, ["worker@lab"]);
    expect(stdout).toContain('type: "batch",');
    expect(report).toContain(
      "! worker@lab: read from the server, because the submitted text cannot be read by itself: worker@lab:2:17: error in function call;",
    );
    expect(code).toBe(0);
  });

  it("is read with the other jobs of its namespace, without stopped jobs and jobs that Nomad created", async () => {
    answers["/v1/jobs?namespace=lab"] = JSON.stringify([
      { ID: "worker", Stop: false, ParentID: "" },
      { ID: "worker/periodic-1", Stop: false, ParentID: "worker" },
      { ID: "gone", Stop: true, ParentID: "" },
    ]);
    const { written, code } = await runImport(folder, ["@lab", "--out", folder]);
    expect(Object.keys(written)).toEqual(["__tests__/unit/stacks/lab.test.ts", "stacks/lab.ts"]);
    expect(code).toBe(0);
  });

  it("fails if there is no such job", async () => {
    const { error } = await runImport(folder, ["other@lab"]);
    expect(error).toBe(`nomad at ${process.env.NOMAD_ADDR} has no job "other" in the namespace "lab" (import-source)`);
  });

  it("fails if the token may not read it, and does not print the token", async () => {
    process.env.NOMAD_TOKEN = `${token}0`;
    const { error } = await runImport(folder, ["worker@lab"]);
    expect(error).toBe(
      `nomad at ${process.env.NOMAD_ADDR} answered 403 to GET /v1/job/worker?namespace=lab: Permission denied; set NOMAD_TOKEN to a token with read-job in that namespace (rights-missing)`,
    );
  });

  it("fails if nomad does not answer", async () => {
    await new Promise((resolve) => server.close(resolve));
    const address = String(process.env.NOMAD_ADDR);
    const { error } = await runImport(folder, ["worker@lab"]);
    expect(error).toBe(
      `nomad at ${address} does not answer: connect ECONNREFUSED ${new URL(address).host}; correct the address, or start the server (server-unreachable)`,
    );
  });
});
