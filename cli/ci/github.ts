import { type Forge, type Note, type PullRequest, reviewedFile } from "./forge";
import { readAll, send } from "./request";

/** Address and credentials of GitHub. */
export interface GitHubAccess {
  /** The REST API, such as `https://api.github.com`. */
  readonly api: string;
  /** The GraphQL API, such as `https://api.github.com/graphql`. */
  readonly graphql: string;
  /** Owner and name. */
  readonly repository: string;
  readonly token: string;
}

interface GitHubNote {
  readonly id: number;
  readonly number?: number;
  readonly body: string | null;
  readonly user: { readonly login: string } | null;
  readonly pull_request?: object;
}

/**
 * GitHub, or a GitHub Enterprise Server.
 *
 * @see https://docs.github.com/en/rest
 */
export function gitHub({ api, graphql, repository, token }: GitHubAccess): Forge {
  const headers = {
    Authorization: `Bearer ${token}`,
    Accept: "application/vnd.github+json",
    "X-GitHub-Api-Version": "2022-11-28",
    "User-Agent": "cdknomad",
  };
  const root = `${api}/repos/${repository}`;
  // The token of a workflow may not read its own user with the REST API.
  const me = async () => {
    const { body } = await send("POST", graphql, headers, { query: "query { viewer { login } }" });
    return (body as { data: { viewer: { login: string } } }).data.viewer.login;
  };
  const mine = async (notes: readonly GitHubNote[]): Promise<Note[]> => {
    const login = await me();
    return notes
      .filter(({ user, pull_request }) => user?.login === login && pull_request === undefined)
      .map(({ id, number, body }) => ({ id: number ?? id, body: body ?? "" }));
  };
  const write = async (method: "POST" | "PATCH" | "DELETE", path: string, body?: object) => {
    await send(method, `${root}/${path}`, headers, body);
  };
  return {
    commentLimit: 65_536,
    comments: async (number) =>
      mine(await readAll<GitHubNote>(`${root}/issues/${number}/comments?per_page=100`, headers)),
    addComment: (number, body) => write("POST", `issues/${number}/comments`, { body }),
    changeComment: (_number, id, body) => write("PATCH", `issues/comments/${id}`, { body }),
    removeComment: (_number, id) => write("DELETE", `issues/comments/${id}`),
    openIssues: async (label) =>
      mine(
        await readAll<GitHubNote>(
          `${root}/issues?state=open&per_page=100&labels=${encodeURIComponent(label)}`,
          headers,
        ),
      ),
    openIssue: (title, body, label) => write("POST", "issues", { title, body, labels: [label] }),
    changeIssue: (id, title, body) => write("PATCH", `issues/${id}`, { title, body }),
    commentIssue: (id, body) => write("POST", `issues/${id}/comments`, { body }),
    closeIssue: (id) => write("PATCH", `issues/${id}`, { state: "closed", state_reason: "completed" }),
    mergedAs: async (commit) => {
      const found = await readAll<{
        readonly number: number;
        readonly merged_at: string | null;
        readonly merge_commit_sha: string | null;
        readonly head: { readonly sha: string };
      }>(`${root}/commits/${commit}/pulls?per_page=100`, headers);
      const merged = found.find(({ merged_at, merge_commit_sha }) => merged_at !== null && merge_commit_sha === commit);
      return merged && { number: merged.number, head: merged.head.sha };
    },
    reviewedPlan: async ({ head }: PullRequest, environment?: string) => {
      const name = reviewedFile(head, environment).replace(".json", "");
      const { body } = await send("GET", `${root}/actions/artifacts?per_page=100&name=${name}`, headers);
      const { artifacts } = body as {
        readonly artifacts: readonly {
          readonly id: number;
          readonly expired: boolean;
          readonly workflow_run: { readonly id: number; readonly head_sha: string } | null;
        }[];
      };
      // A repeated run of the same commit creates another artifact of the same name; the comment shows the last one.
      const [latest] = artifacts
        .filter(({ expired, workflow_run }) => !expired && workflow_run?.head_sha === head)
        .sort((a, b) => b.id - a.id);
      return latest?.workflow_run ? { artifact: name, "run-id": String(latest.workflow_run.id) } : undefined;
    },
  };
}
