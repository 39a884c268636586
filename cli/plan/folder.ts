import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { CodedError } from "../../errors/coded-error";
import { type Report, reportFormat } from "../report/report";
import { hashOf } from "../secrets/hash";

const REPORT = "report.json";

/** The hash of the report, in the format of `sha256sum -c`. */
const DIGEST = "report.json.sha256";

/** Exists while the report is not written yet, and contains the id of the process that plans. */
const UNFINISHED = "unfinished";

/** All files that a plan folder contains. A folder with any other file belongs to the user. */
const PLAN_FILES = /^(report\.json(\.sha256)?|unfinished|\.gitignore|.+\.tfplan|.+\.before\.json)$/;

/**
 * Checks that plans can be saved in a folder: it does not exist, is empty, or contains only an earlier plan, and no other
 * process is saving plans there. Nothing is changed.
 *
 * @throws Error when plans cannot be saved there
 */
export function requirePlanFolder(folder: string): void {
  if (!existsSync(folder)) {
    return;
  }
  if (!statSync(folder).isDirectory()) {
    throw new CodedError("not-a-plan-folder", `${folder}: this is a file, not a folder; name a folder with --out`);
  }
  const others = readdirSync(folder).filter((name) => !PLAN_FILES.test(name));
  if (others.length > 0) {
    const named = others.slice(0, 3).join(", ") + (others.length > 3 ? ` and ${others.length - 3} more` : "");
    throw new CodedError(
      "not-a-plan-folder",
      `${folder}: the folder contains ${named}, which is not part of a plan and would be deleted; name another folder with --out`,
    );
  }
  const other = planningProcess(folder);
  if (other !== undefined) {
    throw new CodedError(
      "plan-folder-in-use",
      `${folder}: process ${other} is saving its plans there; wait until it ends, or name another folder with --out`,
    );
  }
}

/**
 * Creates the folder for the saved plans and deletes an earlier plan in it. Only the owner may read the folder, because
 * Terraform writes values into a plan that no report shows.
 *
 * @throws Error when plans cannot be saved there
 */
export function preparePlanFolder(folder: string): void {
  requirePlanFolder(folder);
  if (existsSync(folder)) {
    rmSync(folder, { recursive: true });
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(path.join(folder, UNFINISHED), `${process.pid}\n`);
  writeFileSync(path.join(folder, ".gitignore"), "*\n");
}

/** Writes the report next to the plans. It is written last, so that a folder with a report is complete. */
export function writeReport(folder: string, report: Report): void {
  const text = `${JSON.stringify(report, null, 2)}\n`;
  writeFileSync(path.join(folder, REPORT), text, { mode: 0o600 });
  writeFileSync(path.join(folder, DIGEST), `${hashOf(text)}  ${REPORT}\n`, { mode: 0o600 });
  rmSync(path.join(folder, UNFINISHED));
}

/**
 * Reads the report of a plan folder.
 *
 * @throws Error when there is none, when another version of cdknomad wrote it, or when it was changed since
 */
export function readReport(folder: string): Report {
  const [file, digest] = [path.join(folder, REPORT), path.join(folder, DIGEST)];
  if (!existsSync(file) || existsSync(path.join(folder, UNFINISHED))) {
    throw new CodedError(
      "plan-missing",
      `${folder}: there is no plan in this folder; create one with: cdknomad plan --out ${folder}`,
    );
  }
  const text = readFileSync(file, "utf8");
  if (!existsSync(digest) || readFileSync(digest, "utf8") !== `${hashOf(text)}  ${REPORT}\n`) {
    throw new CodedError(
      "plan-changed",
      `${file}: the report was changed after cdknomad plan wrote it; nothing was applied; plan again`,
    );
  }
  const report = JSON.parse(text) as Report;
  if (report.format !== reportFormat) {
    throw new CodedError(
      "report-format",
      `${file}: got the format ${JSON.stringify(report.format)}, want "${reportFormat}"; plan again`,
    );
  }
  return report;
}

/**
 * Copies saved plans to a private folder. The plans that are applied are then the plans that were checked, even if another
 * process plans into the folder meanwhile. A missing plan is skipped.
 */
export function copyPlans(folder: string, stacks: readonly string[], to: string): void {
  for (const stack of stacks.filter((one) => existsSync(planFileOf(folder, one)))) {
    copyFileSync(planFileOf(folder, stack), planFileOf(to, stack));
  }
}

/** Returns the path of the plan of one stack. */
export function planFileOf(folder: string, stack: string): string {
  return path.join(path.resolve(folder), `${stack}.tfplan`);
}

/** Returns the id of the process that is saving a plan in a folder; nothing if no such process is running. */
function planningProcess(folder: string): number | undefined {
  const file = path.join(folder, UNFINISHED);
  const id = existsSync(file) ? Number(readFileSync(file, "utf8")) : Number.NaN;
  if (!Number.isInteger(id) || id <= 0 || id === process.pid) {
    return undefined;
  }
  try {
    process.kill(id, 0);
    return id;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM" ? id : undefined; // a process of another user
  }
}
