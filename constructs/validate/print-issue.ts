import type { Issue } from "../spec";

/**
 * One problem as a line for people: `[namespace/job] path: message (code)`; `docs/errors/<code>.md` tells more.
 *
 * @param where the namespace and id of the job
 * @param issue what is wrong with it
 */
export function printIssue(where: string, issue: Issue): string {
  const { code, path, message } = issue;
  return `[${where}] ${path === "" ? "" : `${path}: `}${message} (${code})`;
}
