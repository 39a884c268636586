import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { importCommand } from "../../cli/commands/import";
import { type Lab, labUp, labVariables } from "../../lab";
import { repositoryRoot } from "../../tools/cache";
import { testLab } from "../runner/lab";
import { Project } from "./project";

jest.setTimeout(600_000);

/** As a person submits it: with its source, which Nomad keeps. */
const submitted = `variable "level" {}

# The tools of the lab.
job "tools" {
  datacenters = ["lab01"]

  group "web" {
    network {
      port "http" { to = 80 }
    }

    service {
      name     = "tools"
      provider = "nomad"
      port     = "http"
      tags     = ["\${node.class}", "lab"]
    }

    task "web" {
      driver = "docker"

      config {
        image = "corentinth/it-tools:latest"
        ports = ["http"]
      }

      env {
        LEVEL = var.level # as given
        NODE  = "\${node.unique.name}"
      }
    }
  }
}
`;

/** As a program registers it: Nomad has the job only, filled up with all that it implies. */
const registered = `job "bare" {
  priority = 60

  constraint {
    attribute = "\${attr.kernel.name}"
    value     = "linux"
  }

  group "web" {
    count = 1

    network {
      mode = "bridge"
      port "http" { to = 80 }
    }

    restart {
      attempts = 3
      delay    = "20s"
      mode     = "delay"
      interval = "10m"
    }

    update {
      max_parallel = 1
      canary       = 0
    }

    service {
      name     = "bare"
      provider = "nomad"
      port     = "http"

      check {
        type     = "http"
        path     = "/"
        interval = "15s"
        timeout  = "3s"
      }
    }

    task "web" {
      driver = "docker"
      kill_timeout = "7s"

      config {
        image = "corentinth/it-tools:latest"
        ports = ["http"]
      }

      identity {
        env = true
      }

      template {
        destination = "local/motd"
        data        = "host {{ env \\"node.unique.name\\" }}\\n\${NOMAD_ALLOC_ID}\\n"
      }

      resources {
        cpu    = 50
        memory = 64
      }
    }
  }
}
`;

interface Allocation {
  readonly ID: string;
  readonly ClientStatus: string;
}

describe("running jobs, taken over with cdknomad import --state", () => {
  let lab: Lab;
  let folder: string;
  let project: Project;
  let before: readonly string[];

  async function nomad(method: "GET" | "POST" | "DELETE", path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${lab.nomadAddr}${path}`, {
      method,
      headers: { "X-Nomad-Token": lab.nomadToken() },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${response.status} ${text}`);
    }
    return JSON.parse(text);
  }

  /** The allocations of both jobs, once each of them runs. */
  async function allocations(): Promise<readonly string[]> {
    for (;;) {
      const all = (await Promise.all(
        ["tools", "bare"].map((job) => nomad("GET", `/v1/job/${job}/allocations`)),
      )) as Allocation[][];
      if (all.every((some) => some.some(({ ClientStatus }) => ClientStatus === "running"))) {
        return all.flat().map(({ ID }) => ID);
      }
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }

  async function versions(): Promise<unknown> {
    const jobs = await Promise.all(["tools", "bare"].map((job) => nomad("GET", `/v1/job/${job}`)));
    return jobs.map((job) => (job as { readonly Version: number }).Version);
  }

  beforeAll(async () => {
    lab = await labUp({ name: testLab });
    const variables = 'level = "info"\n';
    const parse = (JobHCL: string, Variables: string) => nomad("POST", "/v1/jobs/parse", { JobHCL, Variables });
    await nomad("POST", "/v1/jobs", {
      Job: await parse(submitted, variables),
      Submission: { Source: submitted, Format: "hcl2", Variables: variables, VariableFlags: {} },
    });
    await nomad("POST", "/v1/jobs", { Job: await parse(registered, "") });
    before = await allocations();

    folder = mkdtempSync(path.join(tmpdir(), "cdknomad-takeover-"));
    symlinkSync(path.join(repositoryRoot, "node_modules"), path.join(folder, "node_modules"));
    const usual = { ...process.env };
    Object.assign(process.env, labVariables(lab));
    await importCommand().parseAsync(["@default", "--state", "--out", folder, "--stack", "taken"], { from: "user" });
    process.env = usual;

    const at = (name: string) => JSON.stringify(path.join(repositoryRoot, name));
    writeFileSync(
      path.join(folder, "main.ts"),
      `import { App } from "cdktf";
import { settings } from ${at("stacks/environments")};
import { linkTerraformProviders } from ${at("tools/link-terraform-providers")};
import { terminalProgress } from ${at("tools/progress")};
import { TakenStack } from "./stacks/taken";

const app = new App();
new TakenStack(app, "taken", settings());
app.synth();
void linkTerraformProviders(app.outdir, terminalProgress());
`,
    );
    project = new Project(path.join(folder, "main.ts"), {
      CDKNOMAD_LAB: testLab,
      NOMAD_TOKEN: undefined,
      NOMAD_ADDR: undefined,
    });
  });

  afterAll(async () => {
    await Promise.all(["tools", "bare"].map((job) => nomad("DELETE", `/v1/job/${job}?purge=true`)));
    project.remove();
    rmSync(folder, { recursive: true });
  });

  it("reads the submitted text, with its order, comments and variables", () => {
    const text = readFileSync(path.join(folder, "stacks", "taken", "tools.ts"), "utf8");
    expect(text).toMatch(/^\/\/ The tools of the lab\.\n/);
    expect(text).toContain('LEVEL: "info", // as given\n');
    expect(text).toContain('tags: ["${node.class}", "lab"],\n');
  });

  it("reads from the server only what a user has to write", () => {
    const text = readFileSync(path.join(folder, "stacks", "taken", "bare.ts"), "utf8");
    expect(text.slice(text.indexOf("export"))).toMatchSnapshot();
  });

  it("does not write a token into a file", () => {
    const files = ["taken.ts", "taken/tools.ts", "taken/bare.ts"].map((name) =>
      readFileSync(path.join(folder, "stacks", name), "utf8"),
    );
    expect(files.filter((text) => text.includes(lab.nomadToken()))).toEqual([]);
  });

  it("has an empty first plan", async () => {
    await project.cdktf("synth");
    const { output } = await project.cdktf("diff", "taken");
    expect(output).toContain("Plan: 2 to import, 0 to add, 0 to change, 0 to destroy.");
  });

  it("takes the jobs over and restarts nothing", async () => {
    const running = await versions();
    expect(await project.cdktf("deploy", "taken", "--auto-approve")).toMatchObject({ code: 0 });
    expect(await allocations()).toEqual(before);
    expect(await versions()).toEqual(running);
  });

  it("finds nothing to change afterwards", async () => {
    const { output, code } = await project.plan("taken");
    expect(output).toContain("No changes. Your infrastructure matches the configuration.");
    expect(code).toBe(0);
  });
});
