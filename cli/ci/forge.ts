/** Something that was written to a forge: a comment or an issue. */
export interface Note {
  /** A comment's id, or an issue's number. */
  readonly id: number;
  readonly body: string;
}

/** A pull request, or a merge request as GitLab calls it. */
export interface PullRequest {
  readonly number: number;
  /** The commit at the head of its branch, which is what was planned and reviewed. */
  readonly head: string;
}

/**
 * Where the repository is. Of comments and issues, a forge gives only those that the token's own user has written: whoever
 * may comment could else put our marker into a text of theirs.
 */
export interface Forge {
  /** The longest comment that it takes, in characters. */
  readonly commentLimit: number;
  comments(pullRequest: number): Promise<Note[]>;
  addComment(pullRequest: number, body: string): Promise<void>;
  changeComment(pullRequest: number, id: number, body: string): Promise<void>;
  removeComment(pullRequest: number, id: number): Promise<void>;
  /** Open issues with the label. */
  openIssues(label: string): Promise<Note[]>;
  openIssue(title: string, body: string, label: string): Promise<void>;
  changeIssue(id: number, title: string, body: string): Promise<void>;
  commentIssue(id: number, body: string): Promise<void>;
  closeIssue(id: number): Promise<void>;
  /** The pull request that was merged as this commit; absent when it came another way. */
  mergedAs(commit: string): Promise<PullRequest | undefined>;
  /**
   * Gets the {@link reviewedFile} of a pull request into the working folder, or says where a step of the pipeline gets it.
   *
   * @param environment the environment that is applied, where the program has several
   * @returns names and values for the steps that follow; absent where the plan kept none
   */
  reviewedPlan(pullRequest: PullRequest, environment?: string): Promise<Readonly<Record<string, string>> | undefined>;
}

/**
 * The file in which a pull request's pipeline keeps what was planned: the report, which holds no secret. It bears the name
 * of the commit that was planned, so that no other can be taken for it, and of the environment that it is for.
 */
export function reviewedFile(head: string, environment?: string): string {
  return `cdknomad-plan-${environment === undefined ? "" : `${environment}-`}${head}.json`;
}
