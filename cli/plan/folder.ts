import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type Report, reportFormat } from "./report";

const REPORT = "report.json";

/** Stands in a folder whose report is not written yet, as after a plan that was killed. */
const UNFINISHED = "unfinished";

/**
 * Makes the folder for the saved plans, which only its owner may read: Terraform writes values into a plan that no
 * report shows.
 *
 * @throws Error when the folder is there and holds anything but an earlier plan
 */
export function preparePlanFolder(folder: string): void {
  if (existsSync(folder)) {
    if (![REPORT, UNFINISHED].some((file) => existsSync(path.join(folder, file)))) {
      throw new Error(`${folder}: it is there and holds no earlier plan; name another folder with --out`);
    }
    rmSync(folder, { recursive: true });
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(path.join(folder, UNFINISHED), "");
  writeFileSync(path.join(folder, ".gitignore"), "*\n");
}

/** Puts the report to the plans; written last, so that a folder with a report is complete. */
export function writeReport(folder: string, report: Report): void {
  writeFileSync(path.join(folder, REPORT), `${JSON.stringify(report, null, 2)}\n`, { mode: 0o600 });
  rmSync(path.join(folder, UNFINISHED));
}

/**
 * The report of a plan folder.
 *
 * @throws Error when there is none, or when another version of cdknomad wrote it
 */
export function readReport(folder: string): Report {
  const file = path.join(folder, REPORT);
  if (!existsSync(file) || existsSync(path.join(folder, UNFINISHED))) {
    throw new Error(`${folder}: no plan in here; cdknomad plan --out ${folder} makes one`);
  }
  const report = JSON.parse(readFileSync(file, "utf8")) as Report;
  if (report.format !== reportFormat) {
    throw new Error(`${file}: got the format ${JSON.stringify(report.format)}, want "${reportFormat}"; plan again`);
  }
  return report;
}

/** Where the plan of one stack is. */
export function planFileOf(folder: string, stack: string): string {
  return path.join(path.resolve(folder), `${stack}.tfplan`);
}
