import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "yaml";
import { type Context, evaluate, fill } from "./expression";
import type { ForgeServer } from "./forge-server";
import type { Pipelines, Run, Setup } from "./pipeline-run";
import { install, type Repository } from "./repository";
import { runScript } from "./shell";

const workflows = path.join(__dirname, "..", "..", "..", ".github", "workflows");

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: object;
  readonly jobs: Readonly<Record<string, Job>>;
}

interface Job {
  readonly if: string;
  readonly permissions: Readonly<Record<string, string>>;
  readonly environment?: string;
  readonly strategy?: { readonly matrix: { readonly environment: string } };
  readonly env?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

/** One step's way to be carried out, where it is no script. */
type Action = (run: { folder: string; inputs: Readonly<Record<string, string>>; runId: number }) => void;

/**
 * Runs the committed workflows for GitHub Actions, step by step: it executes each `run` unchanged, and replaces each
 * `uses` by its function in {@link GitHubRunner.actions}. A token has the permissions of its job, and the server enforces
 * them.
 */
export class GitHubRunner implements Pipelines {
  constructor(
    private readonly repository: Repository,
    private readonly forge: ForgeServer,
    private readonly setup: Setup,
  ) {}

  pullRequest(number: number, head: string, { fork = false } = {}): Promise<Run> {
    const event = {
      pull_request: { number, head: { sha: head, repo: { full_name: fork ? "somebody/cluster" : "ops/cluster" } } },
    };
    return this.run("cdknomad-plan.yml", "pull_request", head, event);
  }

  merged(commit: string): Promise<Run> {
    return this.run("cdknomad-apply.yml", "push", commit, {});
  }

  nightly(commit: string): Promise<Run> {
    return this.run("cdknomad-drift.yml", "schedule", commit, {});
  }

  /** What is done in the place of each action; one that is not in here fails the run. */
  private actions(commit: string): Readonly<Record<string, Action>> {
    const onTheMachine = () => {};
    return {
      "actions/checkout": () => {}, // the folder is a fresh clone already
      "actions/setup-node": onTheMachine,
      "actions/setup-go": onTheMachine,
      "actions/cache": onTheMachine,
      "actions/upload-artifact": ({ folder, inputs, runId }) => {
        const names = (inputs.path ?? "").split("\n").filter((name) => existsSync(path.join(folder, name.trim())));
        const files = new Map(names.filter((name) => name !== "").map((name) => [name, read(folder, name)]));
        if (files.size > 0) {
          this.forge.kept.push({
            id: this.forge.nextId(),
            run: runId,
            head: commit,
            name: inputs.name ?? "",
            files,
          });
        }
      },
      "actions/download-artifact": ({ folder, inputs }) => {
        const found = this.forge.kept.find(({ name, run }) => name === inputs.name && run === Number(inputs["run-id"]));
        if (!found) {
          throw new Error(`no artifact ${inputs.name} of the run ${inputs["run-id"]}`);
        }
        for (const [name, content] of found.files) {
          writeFileSync(path.join(folder, name), content);
        }
      },
    };
  }

  /** The only combination of the job's matrix: the runner has one cluster. */
  private matrix(file: string, job: Job, vars: object): { readonly environment: string } {
    const expression = job.strategy?.matrix.environment.replace(/^\$\{\{\s*|\s*\}\}$/g, "") ?? "";
    const [environment, ...others] = evaluate(expression, { values: { vars }, functions: {} }) as string[];
    if (environment === undefined || others.length > 0) {
      throw new Error(`${file}: the runner of the tests takes one environment, got ${expression}`);
    }
    return { environment };
  }

  private async run(file: string, trigger: string, commit: string, event: object): Promise<Run> {
    const workflow = parse(readFileSync(path.join(workflows, file), "utf8")) as Workflow;
    if (!(trigger in workflow.on)) {
      throw new Error(`${file} does not run on ${trigger}`);
    }
    const [job] = Object.values(workflow.jobs);
    if (!job || Object.keys(workflow.jobs).length !== 1) {
      throw new Error(`${file}: the runner of the tests takes one job, got ${Object.keys(workflow.jobs).join(", ")}`);
    }
    const token = this.forge.token(job.permissions);
    const { planSecrets, applySecrets, certificates, environment } = this.setup;
    const suffix = environment === undefined ? "" : `_${environment}`;
    const pem = Object.entries(certificates).map(([name, file]) => [name, readFileSync(file, "utf8")] as const);
    const variables = {
      ...this.setup.variables,
      ...(environment !== undefined && { CDKNOMAD_ENVIRONMENTS: JSON.stringify([environment]) }),
      ...Object.fromEntries(pem.map(([name, text]) => [`${name}${suffix}`, text])),
    };
    const matrix = this.matrix(file, job, variables);
    const runId = this.forge.nextId();
    const ofItsEnvironment =
      fill(job.environment, { values: { matrix }, functions: {} }) === `production${suffix.replace("_", "-")}`;
    const values = {
      vars: variables,
      secrets: {
        [`NOMAD_PLAN_TOKEN${suffix}`]: planSecrets.nomad,
        [`CONSUL_PLAN_TOKEN${suffix}`]: planSecrets.consul,
        ...Object.fromEntries(pem.map(([name, text]) => [`${name}${suffix}`, text])),
        // Secrets of an environment are there for its jobs only.
        ...(ofItsEnvironment && {
          NOMAD_APPLY_TOKEN: applySecrets.nomad,
          CONSUL_APPLY_TOKEN: applySecrets.consul,
          ...Object.fromEntries(pem),
        }),
      },
      matrix,
      github: { event, repository: "ops/cluster", token, sha: commit },
      runner: { os: "Linux", arch: "X64" },
      job: { status: "success" },
      steps: {} as Record<string, { outputs: Record<string, string> }>,
      env: {} as Record<string, string>,
    };
    const context = (): Context => ({
      values,
      // The keys are the names of GitHub's functions.
      functions: Object.fromEntries([
        ["cancelled", false],
        ["success", values.job.status === "success"],
        ["failure", values.job.status !== "success"],
      ]),
    });
    if (evaluate(job.if, context()) !== true) {
      return { conclusion: "skipped", log: "", files: new Map() };
    }
    for (const [name, value] of Object.entries(job.env ?? {})) {
      values.env[name] = fill(value, context());
    }
    const folder = trigger === "pull_request" ? this.repository.cloneMerged(commit) : this.repository.clone(commit);
    const machine = mkdtempSync(path.join(tmpdir(), "cdknomad-ci-machine-"));
    const eventFile = path.join(machine, "event.json");
    writeFileSync(eventFile, JSON.stringify(event));
    const named = path.join(machine, "env");
    writeFileSync(named, "");
    let log = "";
    for (const [index, step] of job.steps.entries()) {
      const condition = step.if?.replace(/^\$\{\{\s*|\s*\}\}$/g, "");
      const due =
        condition === undefined
          ? values.job.status === "success"
          : evaluate(condition, context()) && (/\w+\(\)/.test(condition) || values.job.status === "success");
      if (!due) {
        continue;
      }
      if (step.uses !== undefined) {
        const [name = ""] = step.uses.split("@");
        const action = this.actions(commit)[name];
        if (!action) {
          throw new Error(`the runner of the tests has nothing to put in the place of ${name}`);
        }
        const inputs = Object.fromEntries(
          Object.entries(step.with ?? {})
            .filter(([, value]) => !String(value).includes("hashFiles("))
            .map(([key, value]) => [key, fill(value, context())]),
        );
        action({ folder, inputs, runId });
        continue;
      }
      if (step.run === "npm ci") {
        install(folder);
        continue;
      }
      const outputFile = path.join(machine, `output-${index}`);
      writeFileSync(outputFile, "");
      const env = Object.entries({ ...job.env, ...step.env }).map(([name, value]) => [name, fill(value, context())]);
      const { code, output } = await runScript(fill(step.run, context()), folder, {
        ...lines(named),
        RUNNER_TEMP: machine,
        GITHUB_ENV: named,
        GITHUB_ACTIONS: "true",
        GITHUB_API_URL: this.forge.address,
        GITHUB_GRAPHQL_URL: `${this.forge.address}/graphql`,
        GITHUB_SERVER_URL: this.forge.address,
        GITHUB_REPOSITORY: "ops/cluster",
        GITHUB_EVENT_PATH: eventFile,
        GITHUB_SHA: commit,
        GITHUB_RUN_ID: String(runId),
        GITHUB_OUTPUT: outputFile,
        ...Object.fromEntries(env),
      });
      log += output;
      if (code !== 0) {
        values.job.status = "failure";
      }
      if (step.id !== undefined) {
        values.steps[step.id] = { outputs: lines(outputFile) };
      }
    }
    const files = reports(folder);
    rmSync(folder, { recursive: true });
    rmSync(machine, { recursive: true });
    return { conclusion: values.job.status === "success" ? "success" : "failure", log, files };
  }
}

/** What a step wrote for those that follow, `name=value` a line. */
function lines(file: string): Record<string, string> {
  const all = readFileSync(file, "utf8").split("\n").filter(Boolean);
  return Object.fromEntries(all.map((line) => [line.split("=")[0], line.slice(line.indexOf("=") + 1)]));
}

function read(folder: string, name: string): string {
  return readFileSync(path.join(folder, name.trim()), "utf8");
}

/** The reports that a run wrote into its clone. */
export function reports(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder).filter(
    (name) => name.startsWith("cdknomad-") && statSync(path.join(folder, name)).isFile(),
  );
  return new Map(names.map((name) => [name, read(folder, name)]));
}
