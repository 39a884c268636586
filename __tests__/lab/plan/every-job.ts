import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { WireJob } from "../../../.gen/nomad";
import { examine } from "../../../cli/import/examine";
import type { PlanFile } from "../../../cli/terraform/plan-file";
import { type TerraformEvent, terraform } from "../../../cli/terraform/terraform";
import { encodeJob } from "../../../constructs/spec";
import { linkTerraformProviders } from "../../../tools/link-terraform-providers";
import { silent } from "../../../tools/progress";
import { nomadFolder, readFolder } from "../../unit/import/job-files";

/** A job of one of Nomad's own files, as a program of ours registers it. */
export interface FileJob {
  /** Below the folder of Nomad's source. */
  readonly file: string;
  /** What Terraform calls it. */
  readonly name: string;
  readonly wire: WireJob;
}

/**
 * Every file of Nomad's source that its parser takes for a job, by way of the importer and the encoder. What the importer
 * refuses goes as the parser has it: it is Nomad that is to refuse it here.
 *
 * The id is the only thing changed, as most of them are called `example`.
 */
export async function fileJobs(): Promise<readonly FileJob[]> {
  const folder = nomadFolder();
  const answers = (await readFolder(folder)).filter(({ job }) => job !== undefined);
  return answers.map(({ path: file, job }, index) => {
    const parsed = job as WireJob;
    return {
      file: file.slice(folder.length + 1),
      name: `j${index}`,
      wire: { ...encoded(parsed, file), ID: `j${index}-${parsed.ID}` },
    };
  });
}

function encoded(job: WireJob, file: string): WireJob {
  try {
    return encodeJob(examine(job, file).specification);
  } catch {
    return job;
  }
}

/** What one plan says: which resources it would change, and what is wrong with which. */
export interface PlanResult {
  readonly changes: ReadonlyMap<string, readonly string[]>;
  readonly errors: ReadonlyMap<string, string>;
  readonly imported: number;
}

/** A Terraform stack of such jobs, with the namespaces and node pools that they name. */
export class EveryJobStack {
  /** The namespaces and node pools that the jobs written last need beside those that Nomad has. */
  surroundings: { readonly namespaces: readonly string[]; readonly pools: readonly string[] } = {
    namespaces: [],
    pools: [],
  };
  private readonly stack: string;

  /**
   * @param folder an empty one
   * @param program the path of Terraform
   * @param environment how the provider finds Nomad
   */
  constructor(
    folder: string,
    private readonly program: string,
    private readonly environment: NodeJS.ProcessEnv,
  ) {
    this.stack = path.join(folder, "stacks", "every-job");
    mkdirSync(this.stack, { recursive: true });
  }

  /**
   * Writes the configuration.
   *
   * @param settings attributes of each job beside its specification
   * @param imports whether all of it is to be taken over as it runs
   */
  async write(jobs: readonly FileJob[], settings: object, imports = false): Promise<void> {
    const namespaces = distinct(jobs.map(namespaceOf), ["default"]);
    const pools = distinct(jobs.map(poolOf), ["default", "all"]);
    this.surroundings = { namespaces, pools };
    const resource = {
      nomad_namespace: Object.fromEntries(namespaces.map((name) => [name, { name }])),
      nomad_node_pool: Object.fromEntries(pools.map((name) => [name, { name }])),
      nomad_job: Object.fromEntries(
        jobs.map((job) => {
          writeFileSync(path.join(this.stack, `${job.name}.json`), JSON.stringify(job.wire));
          const depends_on = [
            ...namespaces.filter((name) => name === namespaceOf(job)).map((name) => `nomad_namespace.${name}`),
            ...pools.filter((name) => name === poolOf(job)).map((name) => `nomad_node_pool.${name}`),
          ];
          // Read from a file as it is: Terraform would take `${...}` in the configuration for its own.
          return [job.name, { json: true, jobspec: `\${file("${job.name}.json")}`, depends_on, ...settings }];
        }),
      ),
    };
    const taken = [
      ...namespaces.map((name) => ({ to: `nomad_namespace.${name}`, id: name })),
      ...pools.map((name) => ({ to: `nomad_node_pool.${name}`, id: name })),
      ...jobs.map((job) => ({ to: `nomad_job.${job.name}`, id: `${job.wire.ID}@${namespaceOf(job)}` })),
    ];
    const configuration = {
      terraform: { required_providers: { nomad: { source: "terraform.local/cdknomad/nomad", version: "0.1.0" } } },
      provider: { nomad: [{}] },
      resource: Object.fromEntries(Object.entries(resource).filter(([, some]) => Object.keys(some).length > 0)),
      ...(imports && { import: taken }),
    };
    writeFileSync(path.join(this.stack, "cdk.tf.json"), JSON.stringify(configuration));
    await linkTerraformProviders(path.dirname(path.dirname(this.stack)), silent);
    await this.run(["init", "-input=false"]);
  }

  /** Plans, and reads the plan. */
  async plan(environment: NodeJS.ProcessEnv = {}): Promise<PlanResult> {
    const { errors } = await this.events(["plan", "-json", "-input=false", "-out=plan"], environment);
    if (errors.size > 0) {
      return { changes: new Map(), errors, imported: 0 };
    }
    const { stdout } = await this.run(["show", "-json", "plan"]);
    const { resource_changes = [] } = JSON.parse(stdout) as PlanFile;
    const changed = resource_changes.filter(({ change }) => change.actions.some((action) => action !== "no-op"));
    return {
      errors,
      changes: new Map(changed.map(({ address, change }) => [address, differing(change.before, change.after)])),
      imported: resource_changes.filter(({ change }) => "importing" in change).length,
    };
  }

  /** Applies; gives what failed. */
  async apply(): Promise<ReadonlyMap<string, string>> {
    return (await this.events(["apply", "-json", "-input=false", "-auto-approve"])).errors;
  }

  private async events(args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
    const errors = new Map<string, string>();
    const take = ({ diagnostic }: TerraformEvent) => {
      if (diagnostic?.severity === "error") {
        const { address = "", summary, detail = "" } = diagnostic;
        errors.set(address, `${summary}: ${detail}`);
      }
    };
    await terraform(this.program, this.stack, args, take, { ...this.environment, ...environment });
    return { errors };
  }

  private async run(args: readonly string[]): Promise<{ readonly stdout: string }> {
    const result = await terraform(this.program, this.stack, args, undefined, this.environment);
    if (result.code !== 0) {
      throw new Error(`terraform ${args[0]} ended with ${result.code}: ${result.stderr}${result.stdout}`);
    }
    return result;
  }
}

const namespaceOf = ({ wire }: FileJob): string => wire.Namespace || "default";
const poolOf = ({ wire }: FileJob): string => wire.NodePool || "default";

function distinct(names: readonly string[], builtIn: readonly string[]): string[] {
  return [...new Set(names)].filter((name) => !builtIn.includes(name));
}

/** The attributes that a change changes, with both values. */
function differing(before: object | null, after: object | null): string[] {
  const [old, fresh] = [(before ?? {}) as Record<string, unknown>, (after ?? {}) as Record<string, unknown>];
  return Object.keys(fresh)
    .filter((key) => JSON.stringify(old[key]) !== JSON.stringify(fresh[key]))
    .map((key) => `${key}: ${JSON.stringify(old[key])} -> ${JSON.stringify(fresh[key])}`);
}
