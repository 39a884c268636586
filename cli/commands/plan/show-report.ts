import { refusalSentence, refusedByGuards } from "../../plan/guards";
import type { Report } from "../../report/report";
import { writeReportFiles } from "../../report/report-files";
import { exitCode } from "../../report/summary";
import { terminalOptions, terminalReport } from "../../report/terminal";
import { visible } from "../../report/visible";
import type { PlanOptions } from "./check-and-plan";

/** Writes and prints the report of a plan, and sets the exit code. */
export function showReport(report: Report, options: PlanOptions): void {
  writeReportFiles(options, report);
  // A reader that closes the pipe early, such as `head`, is not an error: the plan is saved by now.
  process.stdout.on("error", () => {});
  const print = (text: string) => process.stdout.write(text);
  print(terminalReport(report, terminalOptions(process.stdout, process.env)));
  const refused = refusedByGuards(report);
  if (refused.length > 0) {
    print(`\n${visible(refusalSentence(refused))}\n`);
  }
  if (!options.driftOnly && exitCode(report) === 2) {
    print(`\nApply exactly this: cdknomad apply ${options.out}\n`);
  } else if (!options.driftOnly && exitCode(report) === 0 && report.summary.drifted > 0) {
    print(
      `\nThe program has these changes of the cluster already; store them in the state: cdknomad apply ${options.out}\n`,
    );
  }
  process.exitCode = exitCode(report);
}
