import { accessSync, constants, existsSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { CodedError } from "../../errors";
import type { Report } from "./report";

/** The files to which a report is written, by option. A form without a file is not written. */
export interface ReportFiles {
  readonly markdown?: string;
  readonly json?: string;
  readonly html?: string;
}

/** The text of a report by its form. A renderer is loaded when its form is written. */
const forms: Readonly<Record<keyof ReportFiles, (report: Report) => string>> = {
  markdown: (report) => (require("./markdown") as typeof import("./markdown")).markdownReport(report),
  json: (report) => `${JSON.stringify(report, null, 2)}\n`,
  html: (report) => (require("./html") as typeof import("./html")).htmlReport(report),
};

const named = (files: ReportFiles) =>
  (["markdown", "json", "html"] as const).flatMap((form) => {
    const file = files[form];
    return file === undefined ? [] : [{ form, file, option: `--${form} ${file}` }];
  });

/**
 * Checks that all reports can be written, so that a plan of several minutes is not lost. Nothing is written yet.
 *
 * @param planFolder the folder of the saved plans, which must not contain other files
 * @throws CodedError with all problems
 */
export function requireReportFiles(files: ReportFiles, planFolder?: string): void {
  const all = named(files);
  const wrong = all.flatMap(({ file, option }, index) => {
    const same = all.slice(0, index).find((other) => path.resolve(other.file) === path.resolve(file));
    const inPlans = planFolder !== undefined && !path.relative(planFolder, path.resolve(file)).startsWith("..");
    const reason = same
      ? `${same.option} is the same file; name another`
      : inPlans
        ? "the folder of the saved plans must not contain other files; write it to another folder"
        : writeProblem(file);
    return reason === undefined ? [] : `${option}: ${reason}`;
  });
  if (wrong.length > 0) {
    throw new CodedError(
      "report-not-written",
      wrong.length === 1 ? String(wrong[0]) : `nothing was planned:\n${wrong.map((line) => `  ${line}`).join("\n")}`,
    );
  }
}

/** Writes the report in each requested form. */
export function writeReportFiles(files: ReportFiles, report: Report): void {
  for (const { form, file } of named(files)) {
    writeFileSync(file, forms[form](report));
  }
}

/** Returns why a file cannot be written; nothing if it can. */
function writeProblem(file: string): string | undefined {
  const folder = path.dirname(path.resolve(file));
  if (existsSync(file)) {
    if (statSync(file).isDirectory()) {
      return "this is a folder; name a file in it";
    }
  } else if (!existsSync(folder)) {
    return `there is no folder ${folder}; create it first`;
  } else if (!statSync(folder).isDirectory()) {
    return `${folder} is not a folder; name another`;
  }
  try {
    accessSync(existsSync(file) ? file : folder, constants.W_OK);
    return undefined;
  } catch (error) {
    return `it cannot be written (${(error as NodeJS.ErrnoException).code}); name another file, or change its rights`;
  }
}
