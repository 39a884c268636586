/** What is the same for both forges: something happens, and the committed pipeline runs or does not. */
export interface Pipelines {
  /** A pull request is opened or pushed to; with `fork`, its branch is in a fork. */
  pullRequest(number: number, head: string, options?: { readonly fork?: boolean }): Promise<Run>;
  /** The main branch has moved to this commit. */
  merged(commit: string): Promise<Run>;
  nightly(commit: string): Promise<Run>;
}

/** How a run of a pipeline ended. */
export interface Run {
  readonly conclusion: "success" | "failure" | "skipped";
  /** All that its steps printed. */
  readonly log: string;
  /** What it left behind on the machine, by name. */
  readonly files: ReadonlyMap<string, string>;
}

/** What the owner of the repository has set up in the forge. */
export interface Setup {
  /** The files of the certificates that the cluster asks for, by the variables that name them; none without TLS. */
  readonly certificates: Readonly<Record<string, string>>;
  /** The environment of the program that is planned. @default - it has one cluster */
  readonly environment?: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly planSecrets: Secrets;
  readonly applySecrets: Secrets;
}

/** Tokens for the cluster. */
export interface Secrets {
  readonly nomad: string;
  readonly consul: string;
}
