import { nearest } from "../../../constructs/issue";
import { CodedError } from "../../../errors";
import type { ProgramJob, ProgramView } from "./program-view";

/**
 * Returns which jobs were chosen: those with the given ids, or all if there are none.
 *
 * @param names ids of jobs, or namespace and id, such as `web/it-tools`
 * @throws CodedError that lists the jobs, if the program does not have one of them
 */
export function chooseJobs({ jobs }: ProgramView, names: readonly string[]): (job: ProgramJob) => boolean {
  const isNamed = (key: string, name: string) => key === name || idOf(key) === name;
  const keys = [...jobs.keys()];
  const unknown = names.filter((name) => !keys.some((key) => isNamed(key, name)));
  if (unknown.length > 0) {
    throw new CodedError("job-unknown", unknownJobs(keys, unknown));
  }
  return ({ key }) => names.length === 0 || names.some((name) => isNamed(key, name));
}

/** The id of a job without its namespace. */
function idOf(key: string): string {
  return key.slice(key.indexOf("/") + 1);
}

function unknownJobs(keys: readonly string[], unknown: readonly string[]): string {
  const meant = unknown.map((name) => {
    const near = nearest(name, [...keys, ...keys.map(idOf)]);
    return `"${name}"${near === undefined ? "" : ` (did you mean "${near}"?)`}`;
  });
  const existing = keys.length === 0 ? "the program has none" : `there are ${keys.join(", ")}`;
  return `the program has no job ${meant.join(" or ")}; ${existing}`;
}
