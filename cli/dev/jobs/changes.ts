import type { ProgramJob, ProgramView } from "./program-view";

/** What changed in a program since the last registrations. */
export interface Changes {
  /** Jobs to register. */
  readonly register: readonly ProgramJob[];
  /** Changed jobs that only Terraform can complete. */
  readonly incomplete: readonly ProgramJob[];
}

/**
 * Returns which of the chosen jobs changed.
 *
 * @param registered the text of each job that was registered last, by key
 * @param isChosen whether a job was chosen on the command line
 */
export function changesOf(
  view: ProgramView,
  registered: ReadonlyMap<string, string>,
  isChosen: (job: ProgramJob) => boolean,
): Changes {
  const changed = [...view.jobs.values()].filter((job) => isChosen(job) && registered.get(job.key) !== job.text);
  return {
    register: changed.filter(({ wire }) => wire !== undefined),
    incomplete: changed.filter(({ wire }) => wire === undefined),
  };
}

/**
 * Returns what only a deployment of all stacks changes: resources that are not jobs, how Terraform handles a job, and jobs that
 * left the program.
 *
 * @param before the program as it was first synthesized
 */
export function deployedElsewhere(before: ProgramView, after: ProgramView): readonly string[] {
  const addresses = [...new Set([...before.rest.keys(), ...after.rest.keys()])];
  return addresses.filter((address) => {
    const isNewJob = !before.rest.has(address) && address.startsWith("nomad_job.");
    return !isNewJob && before.rest.get(address) !== after.rest.get(address);
  });
}
