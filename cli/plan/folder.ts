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
import { hashOf } from "./hash";
import { type Report, reportFormat } from "./report";

const REPORT = "report.json";

/** The hash of the report beside it, as `sha256sum -c` reads it. */
const DIGEST = "report.json.sha256";

/** Stands in a folder whose report is not written yet, and holds the id of the process that plans. */
const UNFINISHED = "unfinished";

/** All that a plan's folder holds. Whatever else is in a folder is somebody's, and so is the folder. */
const OURS = /^(report\.json(\.sha256)?|unfinished|\.gitignore|.+\.tfplan|.+\.before\.json)$/;

/**
 * Whether plans can be saved in a folder: there is none of that name, or it is empty, or holds an earlier plan and nothing
 * else, and no other process is writing one. It changes nothing, so that this can be known before the work begins.
 *
 * @throws Error when they cannot
 */
export function requirePlanFolder(folder: string): void {
  if (!existsSync(folder)) {
    return;
  }
  if (!statSync(folder).isDirectory()) {
    throw new Error(`${folder}: it is a file, and the plans need a folder; name another with --out`);
  }
  const others = readdirSync(folder).filter((name) => !OURS.test(name));
  if (others.length > 0) {
    const named = others.slice(0, 3).join(", ") + (others.length > 3 ? ` and ${others.length - 3} more` : "");
    throw new Error(`${folder}: it holds ${named}, which is no plan and would be lost; name another folder with --out`);
  }
  const other = plansThere(folder);
  if (other !== undefined) {
    throw new Error(
      `${folder}: process ${other} saves its plans there at this moment; wait for it, or name another folder with --out`,
    );
  }
}

/**
 * Makes the folder for the saved plans, which only its owner may read: Terraform writes values into a plan that no
 * report shows. An earlier plan in it is gone then.
 *
 * @throws Error when it cannot be one
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

/** Puts the report to the plans; written last, so that a folder with a report is complete. */
export function writeReport(folder: string, report: Report): void {
  const text = `${JSON.stringify(report, null, 2)}\n`;
  writeFileSync(path.join(folder, REPORT), text, { mode: 0o600 });
  writeFileSync(path.join(folder, DIGEST), `${hashOf(text)}  ${REPORT}\n`, { mode: 0o600 });
  rmSync(path.join(folder, UNFINISHED));
}

/**
 * The report of a plan folder.
 *
 * @throws Error when there is none, when another version of cdknomad wrote it, or when somebody wrote into it
 */
export function readReport(folder: string): Report {
  const [file, digest] = [path.join(folder, REPORT), path.join(folder, DIGEST)];
  if (!existsSync(file) || existsSync(path.join(folder, UNFINISHED))) {
    throw new Error(`${folder}: no plan in here; cdknomad plan --out ${folder} makes one`);
  }
  const text = readFileSync(file, "utf8");
  if (!existsSync(digest) || readFileSync(digest, "utf8") !== `${hashOf(text)}  ${REPORT}\n`) {
    throw new Error(`${file}: it is not as cdknomad plan wrote it, so nothing was written; plan again`);
  }
  const report = JSON.parse(text) as Report;
  if (report.format !== reportFormat) {
    throw new Error(`${file}: got the format ${JSON.stringify(report.format)}, want "${reportFormat}"; plan again`);
  }
  return report;
}

/**
 * Copies saved plans to where nobody else writes: what is checked is what is applied, even if somebody plans into the
 * folder while stacks wait for others. A plan that is not there is left out.
 */
export function copyPlans(folder: string, stacks: readonly string[], to: string): void {
  for (const stack of stacks.filter((one) => existsSync(planFileOf(folder, one)))) {
    copyFileSync(planFileOf(folder, stack), planFileOf(to, stack));
  }
}

/** Where the plan of one stack is. */
export function planFileOf(folder: string, stack: string): string {
  return path.join(path.resolve(folder), `${stack}.tfplan`);
}

/** The process that writes a plan into a folder; nothing where none does, or the one that did was killed. */
function plansThere(folder: string): number | undefined {
  const file = path.join(folder, UNFINISHED);
  const id = existsSync(file) ? Number(readFileSync(file, "utf8")) : Number.NaN;
  if (!Number.isInteger(id) || id <= 0 || id === process.pid) {
    return undefined;
  }
  try {
    process.kill(id, 0);
    return id;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM" ? id : undefined; // another user's
  }
}
