import { existsSync, readFileSync } from "node:fs";
import { CodedError } from "../../errors/coded-error";
import { type Report, reportFormat } from "../report/report";

/**
 * Reads a report of `cdknomad plan --json`.
 *
 * @returns nothing if the file does not exist
 * @throws Error when another version of cdknomad wrote it
 */
export function readReportFile(file: string): Report | undefined {
  if (!existsSync(file)) {
    return undefined;
  }
  const report = JSON.parse(readFileSync(file, "utf8")) as Report;
  if (report.format !== reportFormat) {
    throw new CodedError(
      "report-format",
      `${file}: got the format ${JSON.stringify(report.format)}, want "${reportFormat}"; plan again`,
    );
  }
  return report;
}

/**
 * Reads a report that must exist.
 *
 * @throws Error when it does not exist
 */
export function requireReportFile(file: string): Report {
  const report = readReportFile(file);
  if (!report) {
    throw new CodedError(
      "report-missing",
      `${file}: the file does not exist; write it with: cdknomad plan --json ${file}`,
    );
  }
  return report;
}
