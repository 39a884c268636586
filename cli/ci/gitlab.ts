import { writeFileSync } from "node:fs";
import { type Forge, type Note, type PullRequest, reviewedFile } from "./forge";
import { NotFoundError, readAll, send } from "./request";

/** Address and credentials of GitLab. */
export interface GitLabAccess {
  /** The REST API, such as `https://gitlab.com/api/v4`. */
  readonly api: string;
  /** The project's id. */
  readonly project: string;
  /** A project access token with the scope `api`, because the token of a job cannot write comments. */
  readonly token: string;
}

/** The job of the pipeline that plans a merge request. */
const PLAN_JOB = "cdknomad-plan";

/**
 * GitLab: gitlab.com or an own instance.
 *
 * @see https://docs.gitlab.com/api/rest/
 */
export function gitLab({ api, project, token }: GitLabAccess): Forge {
  const headers = { "PRIVATE-TOKEN": token };
  const root = `${api}/projects/${encodeURIComponent(project)}`;
  const me = async () => ((await send("GET", `${api}/user`, headers)).body as { readonly id: number }).id;
  const write = async (method: "POST" | "PUT" | "DELETE", path: string, body?: object) => {
    await send(method, `${root}/${path}`, headers, body);
  };
  return {
    commentLimit: 1_000_000,
    comments: async (number): Promise<Note[]> => {
      const id = await me();
      const notes = await readAll<{
        readonly id: number;
        readonly body: string;
        readonly system: boolean;
        readonly author: { readonly id: number };
      }>(`${root}/merge_requests/${number}/notes?per_page=100&sort=asc&order_by=created_at`, headers);
      return notes.filter(({ author, system }) => !system && author.id === id).map(({ id, body }) => ({ id, body }));
    },
    addComment: (number, body) => write("POST", `merge_requests/${number}/notes`, { body }),
    changeComment: (number, id, body) => write("PUT", `merge_requests/${number}/notes/${id}`, { body }),
    removeComment: (number, id) => write("DELETE", `merge_requests/${number}/notes/${id}`),
    openIssues: async (label): Promise<Note[]> => {
      const id = await me();
      const issues = await readAll<{ readonly iid: number; readonly description: string | null }>(
        `${root}/issues?state=opened&per_page=100&author_id=${id}&labels=${encodeURIComponent(label)}`,
        headers,
      );
      return issues.map(({ iid, description }) => ({ id: iid, body: description ?? "" }));
    },
    openIssue: (title, description, labels) => write("POST", "issues", { title, description, labels }),
    changeIssue: (id, title, description) => write("PUT", `issues/${id}`, { title, description }),
    commentIssue: (id, body) => write("POST", `issues/${id}/notes`, { body }),
    closeIssue: (id) => write("PUT", `issues/${id}`, { state_event: "close" }),
    mergedAs: async (commit) => {
      const found = await readAll<{
        readonly iid: number;
        readonly state: string;
        readonly sha: string;
        readonly merge_commit_sha: string | null;
        readonly squash_commit_sha: string | null;
      }>(`${root}/repository/commits/${commit}/merge_requests?per_page=100`, headers);
      const merged = found.find(
        ({ state, sha, merge_commit_sha, squash_commit_sha }) =>
          // A fast-forward merge has no merge commit: the head itself is merged.
          state === "merged" && [merge_commit_sha, squash_commit_sha, sha].includes(commit),
      );
      return merged && { number: merged.iid, head: merged.sha };
    },
    reviewedPlan: async ({ number, head }: PullRequest, environment?: string) => {
      const file = reviewedFile(head, environment);
      const pipelines = await readAll<{ readonly id: number }>(
        `${root}/merge_requests/${number}/pipelines?per_page=100`,
        headers,
      );
      for (const { id } of [...pipelines].sort((a, b) => b.id - a.id)) {
        const jobs = await readAll<{ readonly id: number; readonly name: string; readonly status: string }>(
          `${root}/pipelines/${id}/jobs?per_page=100&scope[]=success`,
          headers,
        );
        for (const job of jobs.filter(({ name }) => name.startsWith(PLAN_JOB))) {
          try {
            const { body } = await send("GET", `${root}/jobs/${job.id}/artifacts/${file}`, headers);
            writeFileSync(file, JSON.stringify(body));
            return { job: String(job.id) };
          } catch (error) {
            // The pipeline of another head has a file with another name, or the artifact has expired.
            if (!(error instanceof NotFoundError)) {
              throw error;
            }
          }
        }
      }
      return undefined;
    },
  };
}
