import { markdownReport } from "../plan/markdown";
import { exitCode, type Report, summaryLine } from "../plan/report";
import type { Forge } from "./forge";

/** The label by which the issue is found again. */
export const driftLabel = "cdknomad-drift";

/**
 * Brings the repository to one open issue where something has drifted, and to none where nothing has.
 *
 * @param log the address of the run's log
 * @param environment the one that was looked at, where the program has several: each has an issue of its own
 * @throws Error when the report is not one of drift, or has errors: whether anything has drifted is then not known
 * @throws TransientError when the forge could not answer; the same call may be made again
 */
export async function putDriftIssue(
  forge: Forge,
  report: Report,
  log: string,
  environment?: string,
): Promise<"opened" | "changed" | "closed" | "none"> {
  if (report.mode !== "drift") {
    throw new Error(`got a report in the mode "${report.mode}", want "drift": make it with cdknomad plan --drift-only`);
  }
  // How the text of the issue begins; no reader sees it.
  const marker = `<!-- cdknomad drift${environment === undefined ? "" : ` ${environment}`} -->`;
  const code = exitCode(report);
  if (code === 1) {
    throw new Error(
      "the report has errors, so whether anything has drifted is not known; no issue is opened or closed",
    );
  }
  const [first, ...others] = (await forge.openIssues(driftLabel)).filter(({ body }) => body.startsWith(marker));
  for (const { id } of others) {
    await forge.closeIssue(id);
  }
  if (code === 0) {
    if (!first) {
      return "none";
    }
    await forge.commentIssue(first.id, `The cluster is again as it was applied last (<a href="${log}">log</a>).`);
    await forge.closeIssue(first.id);
    return "closed";
  }
  const title = `Drift${environment === undefined ? "" : ` in ${environment}`}: ${summaryLine(report)}`;
  const head = `${marker}\n`;
  const foot = `\nSeen on ${report.createdAt} (<a href="${log}">log</a>). An apply puts back what the program says; this issue is closed by the next run that finds nothing.\n`;
  const body = `${head}${markdownReport(report, forge.commentLimit - head.length - foot.length)}${foot}`;
  if (!first) {
    await forge.openIssue(title, body, driftLabel);
    return "opened";
  }
  await forge.changeIssue(first.id, title, body);
  return "changed";
}
