import type { Issue } from "../spec";

/**
 * One problem as a line for people: `[namespace/job] path: message`.
 *
 * @param where the namespace and id of the job
 * @param issue what is wrong with it
 */
export function printIssue(where: string, issue: Issue): string {
  return issue.path === "" ? `[${where}] ${issue.message}` : `[${where}] ${issue.path}: ${issue.message}`;
}
