import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import type { ForgeServer } from "./forge-server";
import { reports } from "./github-runner";
import type { Pipelines, Run, Setup } from "./pipeline-run";
import { install, type Repository } from "./repository";
import { runScript } from "./shell";

const root = path.join(__dirname, "..", "..", "..");

interface Job {
  readonly extends?: string;
  readonly rules: readonly { readonly if: string }[];
  readonly environment?: { readonly name: string };
  readonly variables?: Readonly<Record<string, string>>;
  readonly before_script?: readonly string[];
  readonly script: readonly string[];
  readonly after_script?: readonly string[];
  readonly artifacts?: object;
}

/** Lines that set up the machine, which the machine of the tests has behind it; the packages come by {@link install}. */
const SETUP = ["apt-get update && apt-get install --yes --no-install-recommends nodejs npm", "npm ci"];

/**
 * Runs the committed pipeline for GitLab CI: of each event the job whose rule holds, with its script line by line in one
 * shell, then its after_script in another, with the variables of its environment only.
 */
export class GitLabRunner implements Pipelines {
  private readonly token: string;

  constructor(
    private readonly repository: Repository,
    private readonly forge: ForgeServer,
    private readonly setup: Setup,
  ) {
    this.token = forge.token({});
  }

  pullRequest(number: number, head: string, { fork = false } = {}): Promise<Run> {
    // A fork's merge request runs in the fork's project, which has no variables of this one.
    return this.run("merge_request_event", head, fork, {
      CI_MERGE_REQUEST_IID: String(number),
      CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: head,
    });
  }

  merged(commit: string): Promise<Run> {
    return this.run("push", commit, false, { CI_COMMIT_BRANCH: "main" });
  }

  nightly(commit: string): Promise<Run> {
    return this.run("schedule", commit, false, { CI_COMMIT_BRANCH: "main" });
  }

  private async run(
    source: string,
    commit: string,
    fork: boolean,
    about: Readonly<Record<string, string>>,
  ): Promise<Run> {
    const { planSecrets, applySecrets, variables } = this.setup;
    const predefined = {
      GITLAB_CI: "true",
      CI_API_V4_URL: `${this.forge.address}/api/v4`,
      CI_PROJECT_ID: "7",
      CI_PIPELINE_SOURCE: source,
      CI_COMMIT_SHA: commit,
      CI_DEFAULT_BRANCH: "main",
      CI_JOB_URL: `${this.forge.address}/jobs/1`,
      ...about,
      ...(!fork && { ...variables, GITLAB_TOKEN: this.token }),
    };
    const due = Object.entries(jobs()).filter(([, { rules }]) => rules.some((rule) => holds(rule.if, predefined)));
    const [first, ...others] = due;
    if (!first) {
      return { conclusion: "skipped", log: "", files: new Map() };
    }
    if (others.length > 0) {
      throw new Error(`the runner of the tests takes one job an event, got ${due.map(([name]) => name).join(", ")}`);
    }
    const [name, job] = first;
    const secrets = job.environment?.name === "cdknomad/apply" ? applySecrets : planSecrets;
    const environment = {
      ...this.setup.certificates, // variables of the type "file", of which a job sees the paths
      ...(this.setup.environment !== undefined && { CDKNOMAD_ENV: this.setup.environment }),
      ...predefined,
      NOMAD_TOKEN: secrets.nomad,
      CONSUL_HTTP_TOKEN: secrets.consul,
      ...Object.fromEntries(Object.entries(job.variables ?? {}).filter(([key]) => key !== "XDG_CACHE_HOME")),
    };
    const unknown = (job.before_script ?? []).filter((line) => !SETUP.includes(line));
    if (unknown.length > 0) {
      throw new Error(`the runner of the tests has nothing to put in the place of ${unknown.join(", ")}`);
    }
    const merges = source === "merge_request_event";
    const folder = merges ? this.repository.cloneMerged(commit) : this.repository.clone(commit);
    install(folder);
    const main = await runScript(job.script.join("\n"), folder, environment);
    const after = await runScript((job.after_script ?? []).join("\n"), folder, {
      ...environment,
      CI_JOB_STATUS: main.code === 0 ? "success" : "failed",
    });
    const files = reports(folder);
    if (job.artifacts) {
      const id = this.forge.nextId();
      this.forge.kept.push({ id, run: this.forge.nextId(), head: commit, name, files });
    }
    rmSync(folder, { recursive: true });
    return {
      conclusion: main.code === 0 ? "success" : "failure",
      log: `${main.output}${after.output}`,
      files,
    };
  }
}

/** The jobs of the committed pipeline, each with what it extends; those with a dot are only to be extended. */
function jobs(): Readonly<Record<string, Job>> {
  const { include } = parse(readFileSync(path.join(root, ".gitlab-ci.yml"), "utf8")) as {
    readonly include: readonly { readonly local: string }[];
  };
  const all = Object.assign(
    {},
    ...include.map(({ local }) => parse(readFileSync(path.join(root, local), "utf8"))),
  ) as Record<string, Job>;
  return Object.fromEntries(
    Object.entries(all)
      .filter(([name]) => !name.startsWith("."))
      .map(([name, job]) => {
        const base = job.extends === undefined ? undefined : all[job.extends];
        return [name, { ...base, ...job, variables: { ...base?.variables, ...job.variables } }];
      }),
  );
}

/** Whether a rule holds, of the part of GitLab's language that ours use: variables, strings, `==`, `&&` and `||` in brackets. */
function holds(rule: string, variables: Readonly<Record<string, string>>): boolean {
  const value = (word: string) => (word.startsWith("$") ? variables[word.slice(1)] : word.replace(/^"|"$/g, ""));
  return rule.split("&&").every((part) => {
    const either = /^\((.*)\)$/.exec(part.trim())?.[1];
    if (either !== undefined) {
      return either.split("||").some((one) => holds(one, variables));
    }
    const [left = "", right] = part.trim().split(/\s*==\s*/);
    return right === undefined ? Boolean(value(left)) : value(left) === value(right);
  });
}
