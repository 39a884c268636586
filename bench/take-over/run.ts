/**
 * `npx tsx bench/take-over/run.ts [FOLDER...]`: registers all job files below folders on a lab as `nomad job run` does, takes the jobs
 * over with `cdknomad import @NAMESPACE --state`, plans, applies, and plans again. The default is the source of the pinned Nomad.
 *
 * The node of the lab accepts no allocations, so that jobs of strangers do not run. A job that is registered again gets another
 * index, which the command reports, also if nothing of it runs.
 */
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Apis, apisOf } from "../../__tests__/lab/plan/apis";
import { Project } from "../../__tests__/lab/project";
import { nomadFolder } from "../../__tests__/unit/import/job-files";
import type { Report } from "../../cli/report/report";
import { labDown, labUp } from "../../lab";
import { repositoryRoot } from "../../tools/cache";
import { batches, type FileJob, readFiles, register, removeAll, standing } from "./registered";

const name = "take-over";

/** How many jobs one program takes over. */
const BATCH = 60;

/** What became of the files. */
interface Figures {
  registered: number;
  taken: number;
  /** Files with an empty first plan: it imports the job and changes nothing. */
  empty: number;
  reregistered: number;
  emptySecond: number;
}

const figures: Figures = { registered: 0, taken: 0, empty: 0, reregistered: 0, emptySecond: 0 };
const note = (file: string, problem: string) => console.log(`  ${file}: ${problem.replace(/\s+/g, " ").slice(0, 600)}`);
const at = (file: string) => JSON.stringify(path.join(repositoryRoot, file));

/** A project that takes over the jobs of one batch. */
class TakeOver {
  private readonly folder = mkdtempSync(path.join(tmpdir(), "cdknomad-take-over-"));
  private readonly project: Project;

  constructor(private readonly jobs: readonly FileJob[]) {
    symlinkSync(path.join(repositoryRoot, "node_modules"), path.join(this.folder, "node_modules"));
    this.project = new Project(path.join(this.folder, "main.ts"), {
      CDKNOMAD_LAB: name,
      NOMAD_TOKEN: undefined,
      NOMAD_ADDR: undefined,
    });
  }

  /** Writes the program; returns what the importer says about jobs that it refuses. */
  async write(): Promise<string> {
    const namespaces = [...new Set(this.jobs.map(({ namespace }) => namespace))];
    let refused = "";
    for (const [index, namespace] of namespaces.entries()) {
      const { output, code } = await this.project.cdknomad(
        "import",
        `@${namespace}`,
        "--state",
        "--out",
        this.folder,
        "--stack",
        `taken-${index}`,
      );
      refused += code === 0 ? "" : output;
    }
    if (!existsSync(path.join(this.folder, "stacks"))) {
      throw new Error(`the import wrote nothing: ${refused}`);
    }
    const stacks = readdirSync(path.join(this.folder, "stacks")).filter((entry) => entry.startsWith("taken-"));
    const classes = [...new Set(stacks.map((entry) => entry.replace(/\.ts$/, "")))].map((stack) => {
      const base = path.join(this.folder, "stacks", stack);
      const file = existsSync(`${base}.ts`) ? `${base}.ts` : path.join(base, "index.ts");
      const text = readFileSync(file, "utf8");
      return { stack, className: /export class (\w+)/.exec(text)?.[1] ?? "" };
    });
    writeFileSync(
      path.join(this.folder, "main.ts"),
      `import { App } from "cdktf";
import { settings } from ${at("stacks/environments")};
import { linkTerraformProviders } from ${at("tools/link-terraform-providers")};
import { silent } from ${at("tools/progress")};
${classes.map(({ stack, className }) => `import { ${className} } from "./stacks/${stack}";`).join("\n")}

const app = new App();
${classes.map(({ stack, className }) => `new ${className}(app, "${stack}", settings());`).join("\n")}
app.synth();
void linkTerraformProviders(app.outdir, silent);
`,
    );
    return refused;
  }

  /** Plans; returns the report, or the output of a plan that made none. */
  async plan(): Promise<Report | string> {
    const file = path.join(this.folder, "report.json");
    rmSync(file, { force: true });
    const { output } = await this.project.cdknomad("plan", "--json", file);
    return statSync(file, { throwIfNoEntry: false }) ? JSON.parse(readFileSync(file, "utf8")) : output;
  }

  apply() {
    return this.project.cdknomad("apply");
  }

  remove(): void {
    this.project.remove();
    rmSync(this.folder, { recursive: true });
  }
}

/** The resources that an apply would change, with their fields, and the errors of the plan. */
function changesOf(report: Report): string[] {
  return report.stacks.flatMap(({ resources, problems }) => [
    ...problems.filter(({ level }) => level === "error").map(({ summary, detail }) => `${summary}: ${detail}`),
    ...resources
      .filter(({ action, fields }) => action !== "import" || fields.length > 0)
      .map(({ name, action, fields }) => `${name}: ${action} ${JSON.stringify(fields)}`),
  ]);
}

/** The jobs that a failed run names as `[namespace/id]`, or with the address of Terraform. */
const named = (jobs: readonly FileJob[], text: string) =>
  jobs.filter(
    ({ id, namespace }) =>
      text.includes(`[${namespace}/${id}]`) ||
      text.includes(`nomad_job.${`${namespace}_${id}`.replace(/[^A-Za-z0-9_-]/g, "_")}`),
  );

async function takeOver(apis: Apis, jobs: readonly FileJob[]): Promise<void> {
  const project = new TakeOver(jobs);
  try {
    const before = await standing(apis, jobs);
    const refused = await project.write();
    if (refused !== "") {
      console.log(refused);
    }
    const first = await project.plan();
    if (typeof first === "string") {
      const wrong = named(jobs, first);
      console.log(first);
      if (wrong.length > 0 && wrong.length < jobs.length) {
        console.log(`  again without ${wrong.map(({ file }) => file).join(", ")}`);
        for (const { id, namespace } of wrong) {
          await apis.nomad("DELETE", `job/${encodeURIComponent(id)}?purge=true&namespace=${namespace}`);
        }
        await takeOver(
          apis,
          jobs.filter((job) => !wrong.includes(job)),
        );
      }
      return;
    }
    figures.taken += first.summary.import;
    figures.empty += first.summary.import - first.summary.update - first.summary.replace;
    for (const change of changesOf(first)) {
      note("first plan", change);
    }
    const { output, code } = await project.apply();
    if (code !== 0) {
      console.log(output);
    }
    const after = await standing(apis, jobs);
    for (const [file, was] of before) {
      if (after.get(file) !== was) {
        figures.reregistered += 1;
        note(file, `${was} became ${after.get(file)}`);
      }
    }
    const second = await project.plan();
    if (typeof second === "string") {
      console.log(second);
      return;
    }
    const { create, update, replace, delete: deleted, import: imported } = second.summary;
    figures.emptySecond += create + update + replace + deleted + imported === 0 ? first.summary.import : 0;
  } finally {
    project.remove();
  }
}

async function run(folders: readonly string[]): Promise<void> {
  const apis = apisOf(await labUp({ name }));
  for (const { ID } of await apis.nomad("GET", "nodes")) {
    await apis.nomad("POST", `node/${ID}/eligibility`, { NodeID: ID, Eligibility: "ineligible" });
  }
  for (const folder of folders) {
    const { jobs, unreadable } = await readFiles(folder);
    console.log(`${folder}: ${jobs.length} jobs, ${unreadable.size} files that are not jobs`);
    for (const [file, reason] of unreadable) {
      note(file, reason);
    }
    for (const batch of batches(jobs, BATCH)) {
      const refused = await register(apis, batch);
      for (const [file, reason] of refused) {
        note(file, `Nomad refuses it: ${reason}`);
      }
      const accepted = batch.filter(({ file }) => !refused.has(file));
      figures.registered += accepted.length;
      if (accepted.length > 0) {
        await takeOver(apis, accepted);
      }
      await removeAll(apis);
      console.log(JSON.stringify(figures));
    }
  }
  await labDown(name);
}

const folders = process.argv.slice(2);
void run(folders.length > 0 ? folders : [nomadFolder()]);
