import { execFileSync } from "node:child_process";
import path from "node:path";
import { findJobFiles } from "../../../cli/import/find-job-files";
import { type JobAnswer, type JobRequest, readJobs } from "../../../cli/import/jobspec";
import { repositoryRoot } from "../../../tools/cache";
import { silent } from "../../../tools/progress";

/** The folder of others' job files to test too, if `CDKNOMAD_CORPUS` names one. */
export const corpusFolder = process.env.CDKNOMAD_CORPUS;

/** Job files of our own, with what users write: variables without values, dynamic blocks, drivers' options in other spellings. */
export const ownFolder = path.join(__dirname, "job-files");

/** The folder of the pinned Nomad's own source, with the job files of its tests and demos. */
export function nomadFolder(): string {
  return execFileSync("go", ["list", "-m", "-f", "{{.Dir}}", "github.com/hashicorp/nomad"], {
    cwd: path.join(repositoryRoot, "tools", "modules", "jobspec"),
    encoding: "utf8",
  }).trim();
}

/** A job of a file, and the values that were made up for its variables. */
export interface FolderAnswer extends JobAnswer {
  readonly given?: Readonly<Record<string, string>>;
}

/**
 * Reads every file below a folder that holds a job. A variable that has no value gets a made-up one, because it is the
 * job that is looked at and not the variable.
 */
export async function readFolder(folder: string): Promise<readonly FolderAnswer[]> {
  const first = findJobFiles(folder).map((file): JobRequest => ({ path: file, lenient: true, canonical: true }));
  const answers = await readJobs(first, "reading", silent);
  const again = answers.filter(({ missing }) => missing !== undefined);
  const given = new Map(again.map((answer) => [answer.path, inventedValues(answer)]));
  const requests = again.map(
    ({ path }): JobRequest => ({
      path,
      lenient: true,
      canonical: true,
      vars: Object.entries(given.get(path) ?? {}).map(([name, value]) => `${name}=${value}`),
    }),
  );
  const second = (await readJobs(requests, "reading again", silent)).map(
    (answer): FolderAnswer => ({ ...answer, given: given.get(answer.path) ?? {} }),
  );
  return answers
    .map((answer): FolderAnswer => second.find(({ path }) => path === answer.path) ?? answer)
    .filter(({ noJob }) => noJob !== true);
}

function inventedValues({ missing = [] }: JobAnswer): Record<string, string> {
  const value = (name: string) => (name.startsWith("datacenters") ? '["dc1"]' : `some-${name}`);
  // Nomad registers no job of an unknown region.
  return Object.fromEntries(missing.map(({ name }) => [name, name === "region" ? "global" : value(name)]));
}
