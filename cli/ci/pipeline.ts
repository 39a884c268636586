import { readFileSync } from "node:fs";
import type { Forge } from "./forge";
import { gitHub } from "./github";
import { gitLab } from "./gitlab";

/** What a run of a pipeline is about. */
export interface Pipeline {
  readonly forge: Forge;
  /** Absent in a run that is not about one. */
  readonly pullRequest?: number;
  /** The commit that people see: of a pull request the head of its branch, not the merge that is tried out. */
  readonly commit: string;
  /** The address of this run's log. */
  readonly log: string;
  /** Which of the program's environments it plans or applies; absent where the program has one cluster. */
  readonly environment?: string;
}

/** What an environment may be called in the name of a file, of an artifact and of a secret. */
const NAME = /^\w+$/;

/**
 * The pipeline in which this process runs, from the variables that GitHub Actions or GitLab CI sets. The token comes from
 * GITHUB_TOKEN or GITLAB_TOKEN.
 *
 * @throws Error when it runs in neither of them, or a variable is missing
 */
export function pipelineOf(environment: NodeJS.ProcessEnv = process.env): Pipeline {
  const { CDKNOMAD_ENV: name } = environment;
  if (name && !NAME.test(name)) {
    throw new Error(`CDKNOMAD_ENV: got ${JSON.stringify(name)}, want a name of letters, digits and "_" in a pipeline`);
  }
  const its = name ? { environment: name } : {};
  if (environment.GITHUB_ACTIONS === "true") {
    return { ...ofGitHub(environment), ...its };
  }
  if (environment.GITLAB_CI === "true") {
    return { ...ofGitLab(environment), ...its };
  }
  throw new Error("this is no pipeline of GitHub Actions or GitLab CI: neither GITHUB_ACTIONS nor GITLAB_CI is true");
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
      throw new Error(`${name} is not set; give it in env of this step (docs/pull-requests.md has the whole of it)`);
    }
    return value;
  };
}
