import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";

/** A project of 100 jobs as an editor sees it. */
export interface EditedProject {
  readonly name: string;
  readonly folder: string;
  /** The file that is being written in. */
  readonly file: string;
  /** What stands just before the place where the name of an option is typed. */
  readonly before: string;
}

const FILES = 10;
const JOBS_A_FILE = 10;

const ours = (id: string) => `
    new Job(this, "${id}", {
      name: "${id}",
      type: "service",
      groups: [
        {
          name: "web",
          count: 2,
          network: { mode: "bridge", ports: [{ name: "http", to: 80 }] },
          update: { maxParallel: 1, minHealthyTime: "10s", healthyDeadline: "3m", autoRevert: true },
          services: [
            {
              provider: "nomad",
              name: "${id}",
              port: "http",
              checks: [{ type: "http", path: "/", interval: "10s", timeout: "2s" }],
            },
          ],
          tasks: [
            {
              name: "web",
              driver: "docker",
              config: { image: "web:1.2", ports: ["http"] },
              env: { COLOR: "green" },
              resources: { cpu: 100, memory: 64 },
            },
          ],
        },
      ],
    });`;

const handwritten = (id: string) => `
    new Job(this, "${id}", {
      detach: false,
      jobspec: \`job "${id}" {
  type = "service"
  group "web" {
    count = 2
    network {
      mode = "bridge"
      port "http" { to = 80 }
    }
    update {
      max_parallel     = 1
      min_healthy_time = "10s"
      healthy_deadline = "3m"
      auto_revert      = true
    }
    service {
      provider = "nomad"
      name     = "${id}"
      port     = "http"
      check {
        type     = "http"
        path     = "/"
        interval = "10s"
        timeout  = "2s"
      }
    }
    task "web" {
      driver = "docker"
      config {
        image = "web:1.2"
        ports = ["http"]
      }
      env { COLOR = "green" }
      resources {
        cpu    = 100
        memory = 64
      }
    }
  }
}\`,
    });`;

/**
 * Writes both projects: the same 100 jobs, ten a file, with our constructs as the package declares them, and by hand on
 * `@cdktf/provider-nomad`.
 *
 * @param root this repository
 * @param folder an empty folder
 */
export function writeProjects(root: string, folder: string): { ours: EditedProject; handwritten: EditedProject } {
  const declarations = path.join(folder, "cdknomad");
  const tsc = require.resolve("typescript/bin/tsc");
  const build = ["-p", path.join(root, "tsconfig.build.json"), "--outDir", declarations, "--emitDeclarationOnly"];
  execFileSync(process.execPath, [tsc, ...build], { stdio: "inherit" });
  symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
  const typed = 'import { type ClusterSettings, ClusterStack, Job } from "cdknomad";';
  const plain = 'import { Job } from "@cdktf/provider-nomad/lib/job";\nimport { TerraformStack } from "cdktf";';
  return {
    ours: {
      ...write(folder, "ours", (index) =>
        stack(typed, "ClusterStack", ", settings: ClusterSettings", ", settings", index, ours),
      ),
      name: "100 jobs with cdknomad",
      before: 'config: { image: "web:1.2", ',
    },
    handwritten: {
      ...write(folder, "handwritten", (index) => stack(plain, "TerraformStack", "", "", index, handwritten)),
      name: "100 jobs by hand, HCL in strings",
      before: "detach: false,",
    },
  };
}

function stack(
  imports: string,
  base: string,
  parameter: string,
  argument: string,
  index: number,
  job: (id: string) => string,
): string {
  const jobs = Array.from({ length: JOBS_A_FILE }, (_, number) => job(`job-${index}-${number}`)).join("\n");
  return `${imports}
import type { Construct } from "constructs";

export class Stack${index} extends ${base} {
  constructor(scope: Construct, id: string${parameter}) {
    super(scope, id${argument});
${jobs}
  }
}
`;
}

function write(parent: string, name: string, text: (index: number) => string): Pick<EditedProject, "folder" | "file"> {
  const folder = path.join(parent, name);
  mkdirSync(folder);
  for (let index = 0; index < FILES; index++) {
    writeFileSync(path.join(folder, `stack-${index}.ts`), text(index));
  }
  const settings = {
    compilerOptions: {
      target: "ES2022",
      module: "Node16",
      moduleResolution: "Node16",
      lib: ["ES2023"],
      types: ["node"],
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: true,
      noEmit: true,
      paths: { cdknomad: ["../cdknomad/constructs/index.d.ts"] },
    },
    include: ["*.ts"],
  };
  writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify(settings));
  return { folder, file: path.join(folder, `stack-${FILES / 2}.ts`) };
}
