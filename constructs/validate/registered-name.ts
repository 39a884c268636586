import type { ServiceView } from "./job-view";

/** The name under which Nomad registers a service: one that it makes, or the written one with the job's names filled in. */
export function registered(jobName: string, { in: { group }, task, service }: ServiceView): string {
  const place = task?.task.name ?? "group";
  if (!service.name) {
    return [jobName, group.name, ...(task ? [place] : [])].join("-");
  }
  const names = { JOB: jobName, TASKGROUP: group.name, TASK: place, BASE: `${jobName}-${group.name}-${place}` };
  return service.name.replace(/\$\{(JOB|TASKGROUP|TASK|BASE)\}/g, (_, name: keyof typeof names) => names[name]);
}
