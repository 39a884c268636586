import { type JobAnswer, type JobRequest, readJobs } from "../../../cli/import/jobspec";
import { silent } from "../../../tools/progress";

/**
 * The jobs of some files with all of Nomad's defaults, as its own client makes them.
 *
 * @throws Error for the first file that is not one
 */
export async function canonical(requests: readonly JobRequest[]): Promise<JobAnswer["canonical"][]> {
  const answers = await readJobs(
    requests.map((request) => ({ ...request, canonical: true })),
    "reading",
    silent,
  );
  for (const { path, problems } of answers) {
    if (problems !== undefined) {
      throw new Error(`${path}: ${JSON.stringify(problems)}`);
    }
  }
  return answers.map(({ canonical }) => canonical);
}

/** A value without nulls and empty lists and objects, which say no more to Nomad than absence. */
export function plain(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.length === 0 ? undefined : value.map(plain);
  }
  if (typeof value !== "object" || value === null) {
    return value ?? undefined;
  }
  const entries = Object.entries(value)
    .map(([key, inner]): [string, unknown] => [key, plain(inner)])
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
