import { type ManagedObject, managedObjects, managedTwice } from "../../constructs/managed-object";
import { resourceTypes } from "../../constructs/resource-types";
import type { Problem, StackReport } from "../report/report";
import { clusterOf } from "../stack/cluster-of";
import { identityOf } from "../stack/identity";
import type { StackResource } from "../stack/resource";
import type { Stack } from "../stack/stack";
import type { PlanFile } from "../terraform/plan-file";

/**
 * Adds an error for each object that two resources manage. The program has checked the names that it contains, so stacks are
 * compared only if Terraform computes a name.
 *
 * @param read reads the saved plan of a stack
 */
export async function withManagedTwice(
  reports: readonly StackReport[],
  stacks: readonly Stack[],
  read: (stack: Stack) => Promise<PlanFile>,
): Promise<readonly StackReport[]> {
  const hasErrors = reports.some(({ problems }) => problems.some(({ level }) => level === "error"));
  if (hasErrors || !stacks.some(computesNames)) {
    return reports;
  }
  const objects = await Promise.all(
    stacks.map(async (stack) =>
      computesNames(stack)
        ? plannedObjects(stack, await read(stack))
        : stack.resources().flatMap((one) => objectsOf(stack, one)),
    ),
  );
  const problems = managedTwice(objects.flat()).map((summary): Problem => ({ level: "error", summary, detail: "" }));
  return problems.length === 0
    ? reports
    : reports.map((report) => {
        const own = problems.filter(({ summary }) => summary.startsWith(`[${report.name}/`));
        return { ...report, problems: [...report.problems, ...own] };
      });
}

/** Whether Terraform computes the name of an object of a stack, so that only its plan shows which object it is. */
export function computesNames(stack: Stack): boolean {
  return stack
    .resources()
    .some(
      ({ type, values }) =>
        resourceTypes.get(type)?.word !== undefined &&
        identityOf(type, values) === undefined &&
        (type !== "nomad_job" || values.json === true),
    );
}

function plannedObjects(stack: Stack, { resource_changes: changes = [] }: PlanFile): ManagedObject[] {
  return changes.flatMap(({ address, type, name, mode, change: { after } }) =>
    mode === "managed" && after !== null ? objectsOf(stack, { address, type, name, values: after }) : [],
  );
}

function objectsOf(stack: Stack, { address, type, values }: StackResource): ManagedObject[] {
  return managedObjects(`${stack.name}/${address}`, type, values, clusterOf(stack, type));
}
