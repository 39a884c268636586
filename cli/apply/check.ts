import { existsSync } from "node:fs";
import { planFileOf } from "../plan/folder";
import { nomadAccess, readJobIndexes } from "../plan/nomad-jobs";
import { showPlan } from "../plan/plan-stack";
import { readChanges } from "../plan/read-changes";
import type { ResourceReport, StackReport } from "../plan/report";
import { sealNow } from "../plan/seal";
import type { Stack } from "../plan/synthesize";

/** A stack of the report with the stack that synthesis wrote. */
export interface Sealed {
  readonly report: StackReport;
  readonly stack: Stack;
}

/**
 * Says what is no longer as it was when the plan was made and reviewed; nothing where all is as it was. It writes
 * nothing, and looks at all stacks before one of them is touched.
 *
 * @param planFolder copies of what `cdknomad plan` saved
 * @param program the path of Terraform
 */
export async function whatIsStale(
  sealed: readonly Sealed[],
  planFolder: string,
  program: string,
): Promise<readonly string[]> {
  const found = await Promise.all(sealed.map((stack) => stackStale(stack, planFolder, program)));
  return found.flat();
}

async function stackStale({ report, stack }: Sealed, planFolder: string, program: string): Promise<string[]> {
  const planFile = planFileOf(planFolder, report.name);
  if (!existsSync(planFile) || !report.seal) {
    return [`${report.name}: its saved plan is not beside the report`];
  }
  const now = await sealNow(stack.folder, planFile, program);
  if (now.plan !== report.seal.plan) {
    // What such a file holds is nobody's plan: it is not even read.
    return [`${report.name}: the saved plan is not the one of the report`];
  }
  const stale: string[] = [];
  if (now.configuration !== report.seal.configuration) {
    stale.push(`${report.name}: the program was synthesized anew with another result`);
  }
  if (now.state !== report.seal.state) {
    stale.push(`${report.name}: the state was changed by another apply`);
  }
  return [
    ...stale,
    ...(await specificationsStale({ report, stack }, planFile, program)),
    ...(await jobsStale({ report, stack })),
  ];
}

/** Whether the plan holds, resource by resource, what the report says. */
async function specificationsStale({ report, stack }: Sealed, planFile: string, program: string): Promise<string[]> {
  if (report.resources.length === 0) {
    return [];
  }
  const planned = readChanges(await showPlan(stack.folder, planFile, program), "plan");
  const [reviewed, saved] = [byAddress(report.resources), byAddress(planned)];
  const addresses = [...new Set([...reviewed.keys(), ...saved.keys()])];
  return addresses
    .filter((address) => essence(reviewed.get(address)) !== essence(saved.get(address)))
    .map((address) => `${reviewed.get(address)?.name ?? address}: the saved plan holds something else than the report`);
}

function byAddress(resources: readonly ResourceReport[]): Map<string, ResourceReport> {
  return new Map(resources.map((resource) => [resource.address, resource]));
}

function essence(resource: ResourceReport | undefined): string {
  if (resource === undefined) {
    return "";
  }
  const { action, origin, type, name, namespace, fields, scheduler, job } = resource;
  return JSON.stringify([action, origin, type, name, namespace, fields, scheduler, job?.id, job?.specification]);
}

/** Whether somebody changed a job on the server after the plan. */
async function jobsStale({ report, stack }: Sealed): Promise<string[]> {
  const access = nomadAccess(stack.folder);
  const jobs = report.resources.flatMap(({ job, action }) => (job && action !== "none" ? [job] : []));
  if (!access || jobs.length === 0) {
    return [];
  }
  const indexes = await readJobIndexes(access);
  return jobs.flatMap(({ namespace, id, modifyIndex }) => {
    const now = indexes.get(`${namespace}/${id}`) ?? 0;
    if (modifyIndex === undefined || now === modifyIndex) {
      return [];
    }
    const what =
      modifyIndex === 0 ? "was made" : now === 0 ? "was purged" : `was changed (index ${modifyIndex} then, ${now} now)`;
    return [`[${namespace}/${id}] the job ${what} on the server after the plan`];
  });
}
