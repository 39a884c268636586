import { readFileSync } from "node:fs";
import { CodedError } from "../../errors/coded-error";
import type { Forge } from "./forge";
import { gitHub } from "./github";
import { gitLab } from "./gitlab";

/** A run of a pipeline. */
export interface Pipeline {
  readonly forge: Forge;
  /** Absent in a run without a pull request. */
  readonly pullRequest?: number;
  /** The commit: for a pull request, the head of its branch and not the test merge. */
  readonly commit: string;
  /** The address of the log of this run. */
  readonly log: string;
  /** The environment of the program; absent if the program has one cluster. */
  readonly environment?: string;
}

/** Names of environments that are valid in the names of files, artifacts, and secrets. */
const NAME = /^\w+$/;

/**
 * Returns the pipeline of this process, from the variables of GitHub Actions or GitLab CI. The token is in GITHUB_TOKEN or
 * GITLAB_TOKEN.
 *
 * @throws Error when this is not such a pipeline, or a variable is missing
 */
export function pipelineOf(environment: NodeJS.ProcessEnv = process.env): Pipeline {
  const { CDKNOMAD_ENV: name } = environment;
  if (name && !NAME.test(name)) {
    throw new CodedError(
      "pipeline-variable",
      `CDKNOMAD_ENV: got ${JSON.stringify(name)}, want letters, digits, and "_" only; rename the environment`,
    );
  }
  const its = name ? { environment: name } : {};
  if (environment.GITHUB_ACTIONS === "true") {
    return { ...ofGitHub(environment), ...its };
  }
  if (environment.GITLAB_CI === "true") {
    return { ...ofGitLab(environment), ...its };
  }
  throw new CodedError(
    "not-in-a-pipeline",
    "this is not a pipeline of GitHub Actions or GitLab CI: neither GITHUB_ACTIONS nor GITLAB_CI is true; run the command in a pipeline",
  );
}

function ofGitHub(environment: NodeJS.ProcessEnv): Pipeline {
  const need = needIn(environment);
  const event = JSON.parse(readFileSync(need("GITHUB_EVENT_PATH"), "utf8")) as {
    readonly pull_request?: { readonly number: number; readonly head: { readonly sha: string } };
  };
  const pullRequest = event.pull_request?.number;
  const repository = need("GITHUB_REPOSITORY");
  return {
    forge: gitHub({
      api: need("GITHUB_API_URL"),
      graphql: need("GITHUB_GRAPHQL_URL"),
      repository,
      token: need("GITHUB_TOKEN"),
    }),
    ...(pullRequest !== undefined && { pullRequest }),
    commit: event.pull_request?.head.sha ?? need("GITHUB_SHA"),
    log: `${need("GITHUB_SERVER_URL")}/${repository}/actions/runs/${need("GITHUB_RUN_ID")}`,
  };
}

function ofGitLab(environment: NodeJS.ProcessEnv): Pipeline {
  const need = needIn(environment);
  const { CI_MERGE_REQUEST_IID: iid, CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: head } = environment;
  return {
    forge: gitLab({ api: need("CI_API_V4_URL"), project: need("CI_PROJECT_ID"), token: need("GITLAB_TOKEN") }),
    ...(iid && { pullRequest: Number(iid) }),
    commit: head || need("CI_COMMIT_SHA"),
    log: need("CI_JOB_URL"),
  };
}

function needIn(environment: NodeJS.ProcessEnv): (name: string) => string {
  return (name) => {
    const value = environment[name];
    if (!value) {
      throw new CodedError(
        "pipeline-variable",
        `${name} is not set; set it in env of this step, see docs/how-to/pull-requests.md`,
      );
    }
    return value;
  };
}
