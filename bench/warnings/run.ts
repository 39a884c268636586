import path from "node:path";
import { readFolder } from "../../__tests__/unit/import/job-files";
import { examine } from "../../cli/import/examine";
import { SpecError } from "../../constructs/spec";
import { validateJob } from "../../constructs/validate";

/**
 * `npx tsx bench/warnings/run.ts FOLDER [--list]`: counts the warnings of the rules on all job files below a folder. A variable without
 * a value gets an invented one.
 */
async function main(folder: string | undefined, isListed: boolean): Promise<void> {
  if (folder === undefined) {
    throw new Error("name a folder of job files: npx tsx bench/warnings/run.ts FOLDER");
  }
  const counts = new Map<string, number>();
  let jobs = 0;
  let jobsWithWarnings = 0;
  for (const { path: file, job } of await readFolder(folder)) {
    const warnings = job === undefined ? undefined : warningsOf(job, file);
    if (warnings === undefined) {
      continue;
    }
    jobs += 1;
    jobsWithWarnings += warnings.length > 0 ? 1 : 0;
    for (const { code, path: at, message } of warnings) {
      counts.set(code, (counts.get(code) ?? 0) + 1);
      if (isListed) {
        console.log(`${path.relative(folder, file)}: ${at}: ${message} (${code})`);
      }
    }
  }
  const all = [...counts].sort(([, some], [, others]) => others - some);
  const total = all.reduce((sum, [, number]) => sum + number, 0);
  console.log(
    `jobs: ${jobs}, with warnings: ${jobsWithWarnings}, warnings: ${total}, per job: ${(total / jobs).toFixed(2)}`,
  );
  for (const [code, number] of all) {
    console.log(`${String(number).padStart(5)}  ${code}`);
  }
}

/** Returns the warnings of a job, undefined for a job that Nomad's servers would refuse. */
function warningsOf(job: Parameters<typeof examine>[0], file: string) {
  try {
    const { specification } = examine(job, file);
    return validateJob(specification).filter(({ level }) => level === "warning");
  } catch (error) {
    if (error instanceof SpecError) {
      return undefined;
    }
    throw error;
  }
}

void main(process.argv[2], process.argv.includes("--list"));
