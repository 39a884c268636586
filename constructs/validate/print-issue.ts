import type { Issue } from "../issue";

/**
 * Formats a problem as one line: `[namespace/job] path: message (code)`. The page `docs/errors/<code>.md` explains the code.
 *
 * @param where the namespace and id of the job
 * @param issue the problem
 */
export function printIssue(where: string, issue: Issue): string {
  const { code, path, message } = issue;
  return `[${where}] ${path === "" ? "" : `${path}: `}${message} (${code})`;
}
