import { existsSync } from "node:fs";
import { planFileOf } from "../plan/folder";
import { readJobIndexes } from "../plan/job-indexes";
import { readChanges } from "../plan/read-changes";
import { readOutputs } from "../plan/read-outputs";
import { sealNow } from "../plan/seal";
import type { ResourceReport, StackReport } from "../report/report";
import { nomadAccess } from "../stack/access";
import type { Stack } from "../stack/stack";
import { showChanges } from "../terraform/show-changes";

/** A stack with its report. */
export interface Sealed {
  readonly report: StackReport;
  readonly stack: Stack;
}

/**
 * Returns what has changed since the plan was made and reviewed, one line per change. It writes nothing, and checks all
 * stacks before one of them is changed.
 *
 * @param planFolder copies of the saved plans
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
    return [`${report.name}: the saved plan is missing`];
  }
  const now = await sealNow(stack, planFile, program);
  if (now.plan !== report.seal.plan) {
    // The content of such a file is not trusted, so it is not read.
    return [`${report.name}: the saved plan is not the one of the report`];
  }
  const stale: string[] = [];
  if (now.configuration !== report.seal.configuration) {
    stale.push(`${report.name}: the program was synthesized again with a different result`);
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

/** Returns the resources and outputs whose saved plan is not the plan of the report. */
async function specificationsStale({ report, stack }: Sealed, planFile: string, program: string): Promise<string[]> {
  const { outputs = [] } = report;
  if (report.resources.length + outputs.length === 0) {
    return [];
  }
  const plan = await showChanges(stack.folder, planFile, program);
  const [reviewed, saved] = [byAddress(report.resources), byAddress(readChanges(plan, "plan"))];
  const addresses = [...new Set([...reviewed.keys(), ...saved.keys()])];
  const differing = addresses
    .filter((address) => essence(reviewed.get(address)) !== essence(saved.get(address)))
    .map((address) => reviewed.get(address)?.name ?? address);
  const outputsDiffer = JSON.stringify(outputs) !== JSON.stringify(readOutputs(plan));
  return [...differing, ...(outputsDiffer ? [`outputs of ${report.name}`] : [])].map(
    (what) => `${what}: the saved plan differs from the report`,
  );
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

/** Returns the jobs that were changed on the server after the plan. */
async function jobsStale({ report, stack }: Sealed): Promise<string[]> {
  const access = nomadAccess(stack);
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
      modifyIndex === 0
        ? "was created"
        : now === 0
          ? "was purged"
          : `was changed (index ${modifyIndex} then, ${now} now)`;
    return [`[${namespace}/${id}] the job ${what} on the server after the plan`];
  });
}
