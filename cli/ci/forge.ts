/** A comment or an issue. */
export interface Note {
  /** A comment's id, or an issue's number. */
  readonly id: number;
  readonly body: string;
}

/** A pull request, which is called merge request on GitLab. */
export interface PullRequest {
  readonly number: number;
  /** The commit at the head of the branch, which was planned and reviewed. */
  readonly head: string;
}

/**
 * The host of the repository. It returns only comments and issues of the token's own user, because any other user could
 * put our marker into a comment.
 */
export interface Forge {
  /** The longest accepted comment, in characters. */
  readonly commentLimit: number;
  comments(pullRequest: number): Promise<Note[]>;
  addComment(pullRequest: number, body: string): Promise<void>;
  changeComment(pullRequest: number, id: number, body: string): Promise<void>;
  removeComment(pullRequest: number, id: number): Promise<void>;
  /** Returns the open issues with the label. */
  openIssues(label: string): Promise<Note[]>;
  openIssue(title: string, body: string, label: string): Promise<void>;
  changeIssue(id: number, title: string, body: string): Promise<void>;
  commentIssue(id: number, body: string): Promise<void>;
  closeIssue(id: number): Promise<void>;
  /** Returns the pull request that was merged as this commit; nothing if the commit is not a merge. */
  mergedAs(commit: string): Promise<PullRequest | undefined>;
  /**
   * Downloads the {@link reviewedFile} of a pull request into the working folder, or returns where a later step finds it.
   *
   * @param environment the environment to apply, if the program has several
   * @returns names and values for the later steps; nothing if no plan was kept
   */
  reviewedPlan(pullRequest: PullRequest, environment?: string): Promise<Readonly<Record<string, string>> | undefined>;
}

/**
 * Returns the name of the file in which the pipeline of a pull request keeps its report, which contains no secret. The name
 * contains the planned commit and the environment, so that no other report is used by mistake.
 */
export function reviewedFile(head: string, environment?: string): string {
  return `cdknomad-plan-${environment === undefined ? "" : `${environment}-`}${head}.json`;
}
