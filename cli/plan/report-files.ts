import { accessSync, constants, existsSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { htmlReport } from "./html";
import { markdownReport } from "./markdown";
import type { Report } from "./report";

/** The files that a report is written to, by their options; one that is not named is not written. */
export interface ReportFiles {
  readonly markdown?: string;
  readonly json?: string;
  readonly html?: string;
}

const forms: Readonly<Record<keyof ReportFiles, (report: Report) => string>> = {
  markdown: (report) => markdownReport(report),
  json: (report) => `${JSON.stringify(report, null, 2)}\n`,
  html: htmlReport,
};

const named = (files: ReportFiles) =>
  (["markdown", "json", "html"] as const).flatMap((form) => {
    const file = files[form];
    return file === undefined ? [] : [{ form, file, option: `--${form} ${file}` }];
  });

/**
 * Whether all reports can be written: who waited minutes for a plan must not lose it to a folder that is not there. Nothing
 * is written yet.
 *
 * @param planFolder where the plans are saved, which holds nothing else
 * @throws Error with all that is wrong
 */
export function requireReportFiles(files: ReportFiles, planFolder?: string): void {
  const all = named(files);
  const wrong = all.flatMap(({ file, option }, index) => {
    const same = all.slice(0, index).find((other) => path.resolve(other.file) === path.resolve(file));
    const inPlans = planFolder !== undefined && !path.relative(planFolder, path.resolve(file)).startsWith("..");
    const reason = same
      ? `${same.option} is the same file; name another`
      : inPlans
        ? "the folder of the saved plans holds nothing else; write it elsewhere"
        : whyNot(file);
    return reason === undefined ? [] : `${option}: ${reason}`;
  });
  if (wrong.length > 0) {
    throw new Error(
      wrong.length === 1 ? String(wrong[0]) : `nothing was planned:\n${wrong.map((line) => `  ${line}`).join("\n")}`,
    );
  }
}

/** Writes the report in every form that was asked for. */
export function writeReportFiles(files: ReportFiles, report: Report): void {
  for (const { form, file } of named(files)) {
    writeFileSync(file, forms[form](report));
  }
}

/** Why a file cannot be written; nothing where it can. */
function whyNot(file: string): string | undefined {
  const folder = path.dirname(path.resolve(file));
  if (existsSync(file)) {
    if (statSync(file).isDirectory()) {
      return "it is a folder; name a file in it";
    }
  } else if (!existsSync(folder)) {
    return `there is no folder ${folder}; make it first`;
  } else if (!statSync(folder).isDirectory()) {
    return `${folder} is no folder; name another`;
  }
  try {
    accessSync(existsSync(file) ? file : folder, constants.W_OK);
    return undefined;
  } catch (error) {
    return `it may not be written (${(error as NodeJS.ErrnoException).code}); name another file, or change its rights`;
  }
}
