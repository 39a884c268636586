import { CodedError } from "../../errors/coded-error";
import { markdownReport } from "../report/markdown";
import type { Report } from "../report/report";
import { exitCode, summaryLine } from "../report/summary";
import type { Forge } from "./forge";

/** The label of the issue. */
export const driftLabel = "cdknomad-drift";

/**
 * Ensures that the repository has one open issue if there is drift, and none otherwise.
 *
 * @param log the address of the run's log
 * @param environment the environment of the report, if the program has several: each has its own issue
 * @throws Error when the report is not in mode `drift`, or has errors, so that drift is unknown
 * @throws TransientError when the forge did not answer; the call can be repeated
 */
export async function putDriftIssue(
  forge: Forge,
  report: Report,
  log: string,
  environment?: string,
): Promise<"opened" | "changed" | "closed" | "none"> {
  if (report.mode !== "drift") {
    throw new CodedError(
      "report-not-drift",
      `got a report in mode "${report.mode}", want "drift"; create it with: cdknomad plan --drift-only`,
    );
  }
  // The invisible first line of the issue.
  const marker = `<!-- cdknomad drift${environment === undefined ? "" : ` ${environment}`} -->`;
  const code = exitCode(report);
  if (code === 1) {
    throw new CodedError(
      "report-has-errors",
      "the report has errors, so it is unknown whether there is drift; no issue is opened or closed; fix the errors and run the job again",
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
    await forge.commentIssue(first.id, `The cluster is again as the last apply left it (<a href="${log}">log</a>).`);
    await forge.closeIssue(first.id);
    return "closed";
  }
  const title = `Drift${environment === undefined ? "" : ` in ${environment}`}: ${summaryLine(report)}`;
  const head = `${marker}\n`;
  const foot = `\nSeen on ${report.createdAt} (<a href="${log}">log</a>). An apply restores what the program says; the next run that finds no drift closes this issue.\n`;
  const body = `${head}${markdownReport(report, forge.commentLimit - head.length - foot.length)}${foot}`;
  if (!first) {
    await forge.openIssue(title, body, driftLabel);
    return "opened";
  }
  await forge.changeIssue(first.id, title, body);
  return "changed";
}
