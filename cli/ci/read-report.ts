import { existsSync, readFileSync } from "node:fs";
import { type Report, reportFormat } from "../plan/report";

/**
 * A report that `cdknomad plan --json` wrote.
 *
 * @returns nothing where the file is not there
 * @throws Error when another version of cdknomad wrote it
 */
export function readReportFile(file: string): Report | undefined {
  if (!existsSync(file)) {
    return undefined;
  }
  const report = JSON.parse(readFileSync(file, "utf8")) as Report;
  if (report.format !== reportFormat) {
    throw new Error(`${file}: got the format ${JSON.stringify(report.format)}, want "${reportFormat}"; plan again`);
  }
  return report;
}

/**
 * The same where it has to be there.
 *
 * @throws Error when it is not
 */
export function requireReportFile(file: string): Report {
  const report = readReportFile(file);
  if (!report) {
    throw new Error(`${file}: it is not there; cdknomad plan --json ${file} writes it`);
  }
  return report;
}
