import { writeFileSync } from "node:fs";
import path from "node:path";
import { resourceTypes } from "../../constructs/resource-types";
import type { ResourceReport, StackReport } from "../report/report";
import type { Stack } from "../stack/stack";

/** The types whose objects may be named by other stacks before they exist. */
const announcedTypes = [...resourceTypes].filter(([, { announced }]) => announced).map(([type]) => type);

type Names = Readonly<Record<string, readonly string[]>>;

/**
 * Writes a file with the objects that earlier stacks create. The provider knows only the cluster and its own stack, and
 * would refuse a job whose namespace an earlier stack creates.
 *
 * @param stacks all stacks that are planned together
 * @param folder the folder for the file
 * @returns the environment variable with the path of the file; empty if earlier stacks create no such object
 */
export function announceBefore(stack: Stack, stacks: readonly Stack[], folder: string): NodeJS.ProcessEnv {
  const names = stacksBefore(stack.name, stacks).map(namesIn);
  const all = Object.fromEntries(announcedTypes.map((type) => [type, names.flatMap((its) => its[type] ?? [])]));
  if (Object.values(all).every((list) => list.length === 0)) {
    return {};
  }
  const file = path.join(folder, `${stack.name}.before.json`);
  writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`);
  return { CDKNOMAD_PLANNED: file };
}

/** Adds to each new resource the stack that must be applied first because it creates the namespace. */
export function withStacksBefore(reports: readonly StackReport[]): StackReport[] {
  return reports.map((report) => {
    const creators = new Map(
      stacksBefore(report.name, reports).flatMap(({ name, resources }) =>
        resources.filter(createsNamespace).map((resource) => [resource.name, name] as const),
      ),
    );
    const withCreator = (resource: ResourceReport): ResourceReport => {
      const creator = creators.get(resource.namespace ?? "");
      return creator === undefined || resource.action !== "create" ? resource : { ...resource, after: creator };
    };
    return creators.size === 0 ? report : { ...report, resources: report.resources.map(withCreator) };
  });
}

function createsNamespace({ type, action }: ResourceReport): boolean {
  return type === "nomad_namespace" && (action === "create" || action === "replace");
}

/** Returns the direct and indirect dependencies of a stack. cdktf refuses cycles at synthesis. */
function stacksBefore<T extends Pick<Stack, "name" | "dependencies">>(name: string, stacks: readonly T[]): T[] {
  const direct = stacks.find((stack) => stack.name === name)?.dependencies ?? [];
  const found = direct.flatMap((dependency) => [
    ...stacks.filter((stack) => stack.name === dependency),
    ...stacksBefore(dependency, stacks),
  ]);
  return [...new Set(found)];
}

function namesIn(stack: Stack): Names {
  return Object.fromEntries(
    announcedTypes.map((type) => [
      type,
      stack.resources(type).flatMap(({ values: { name } }) => (typeof name === "string" ? name : [])),
    ]),
  );
}
