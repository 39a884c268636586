import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { versions } from "../../../tools/versions";

const repository = path.join(__dirname, "..", "..", "..");

/** What the job of the program has. */
export interface Edit {
  readonly greeting: string;
  /** Tag of the image. */
  readonly tag: string;
  readonly count: number;
  /** Type of the constant `priority`, and its value. */
  readonly priority: string;
  /** Port of the service. */
  readonly port: string;
}

export const unedited: Edit = {
  greeting: "hello",
  tag: versions.coredns,
  count: 1,
  priority: "number = 50",
  port: "dns",
};

/** The id of the job. */
export const job = "edited";

/** The program: a stack with one job, whose template is a file. */
const program = ({ greeting, tag, count, priority, port }: Edit) => `
import { readFileSync } from "node:fs";
import { ClusterApp } from "${repository}/config";
import { ClusterStack, Job } from "${repository}/constructs";
import { lab } from "${repository}/lab/settings";

const priority: ${priority};
const app = new ClusterApp({
  environments: {
    lab: ({ CDKNOMAD_LAB = "lab" }) => lab(CDKNOMAD_LAB),
    prod: { nomad: { address: "https://nomad.example.com:4646" }, state: { folder: "prod" } },
  },
});
const stack = new ClusterStack(app, "edited", app.settings);
new Job(stack, "edited", {
  name: "${job}",
  priority,
  terraform: { purgeOnDestroy: true },
  groups: [
    {
      name: "front",
      count: ${count},
      update: { minHealthyTime: "1s", healthyDeadline: "30s", progressDeadline: "1m" },
      network: { mode: "bridge", ports: [{ name: "dns", to: 53 }] },
      services: [{ name: "edited", provider: "nomad", port: "${port}" }],
      tasks: [
        {
          name: "web",
          driver: "docker",
          config: { image: "coredns/coredns:${tag}", args: ["-conf", "/local/Corefile"], ports: ["dns"] },
          env: { GREETING: "${greeting}" },
          templates: [{ destination: "local/Corefile", data: readFileSync("Corefile", "utf8") }],
          resources: { cpu: 50, memory: 64 },
        },
      ],
    },
  ],
});
app.synth();
`;

/** A project in a folder of its own, as a user has it, with a program that is edited. */
export class EditedProject {
  readonly folder = mkdtempSync(path.join(tmpdir(), "cdknomad-dev-"));

  constructor() {
    const app = `node --import ${pathToFileURL(require.resolve("tsx")).href} main.ts`;
    this.write(
      "cdktf.json",
      JSON.stringify({ language: "typescript", app, projectId: "test", sendCrashReports: "false" }),
    );
    this.write("package.json", "{}");
    this.write("tsconfig.json", JSON.stringify({ extends: `${repository}/tsconfig.json`, include: ["main.ts"] }));
    symlinkSync(path.join(repository, "node_modules"), path.join(this.folder, "node_modules"));
    this.saveTemplate("whoami");
    this.save(unedited);
  }

  /** Saves the program. */
  save(edit: Edit): void {
    this.write("main.ts", program(edit));
  }

  /** Saves the template, a configuration of CoreDNS with this plugin. */
  saveTemplate(plugin: string): void {
    this.write("Corefile", `.:53 {\n  ${plugin}\n}\n`);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  private write(file: string, text: string): void {
    writeFileSync(path.join(this.folder, file), text);
  }
}
