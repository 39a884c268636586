import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { ResourceReport, StackReport } from "./report";
import type { Stack } from "./synthesize";

/** What resources of other stacks name before it exists, and what of it tells the name. */
const ANNOUNCED = ["nomad_namespace", "nomad_node_pool", "nomad_acl_auth_method", "nomad_acl_role"] as const;

type Names = Readonly<Record<string, readonly string[]>>;

/**
 * Writes what the stacks that are applied before this one make, for the provider: it knows of the cluster and of its own
 * stack only, and would refuse a job whose namespace another stack is going to make.
 *
 * @param stacks all that are planned together
 * @param folder where the file is put
 * @returns the variable with which the provider is told; none for a stack with nothing before it
 */
export function announceBefore(stack: Stack, stacks: readonly Stack[], folder: string): NodeJS.ProcessEnv {
  const names = stacksBefore(stack.name, stacks).map(namesIn);
  const all = Object.fromEntries(ANNOUNCED.map((type) => [type, names.flatMap((its) => its[type] ?? [])]));
  if (Object.values(all).every((list) => list.length === 0)) {
    return {};
  }
  const file = path.join(folder, `${stack.name}.before.json`);
  writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`);
  return { CDKNOMAD_PLANNED: file };
}

/** Notes of every resource which stack has to be applied first, because it makes the namespace. */
export function withStacksBefore(reports: readonly StackReport[]): StackReport[] {
  return reports.map((report) => {
    const makers = new Map(
      stacksBefore(report.name, reports).flatMap(({ name, resources }) =>
        resources.filter(makesNamespace).map((resource) => [resource.name, name] as const),
      ),
    );
    const noted = (resource: ResourceReport): ResourceReport => {
      const maker = makers.get(resource.namespace ?? "");
      return maker === undefined || resource.action !== "create" ? resource : { ...resource, after: maker };
    };
    return makers.size === 0 ? report : { ...report, resources: report.resources.map(noted) };
  });
}

function makesNamespace({ type, action }: ResourceReport): boolean {
  return type === "nomad_namespace" && (action === "create" || action === "replace");
}

/** All that come before it, not only at once. cdktf refuses circles at synthesis. */
function stacksBefore<T extends Pick<Stack, "name" | "dependencies">>(name: string, stacks: readonly T[]): T[] {
  const direct = stacks.find((stack) => stack.name === name)?.dependencies ?? [];
  const found = direct.flatMap((dependency) => [
    ...stacks.filter((stack) => stack.name === dependency),
    ...stacksBefore(dependency, stacks),
  ]);
  return [...new Set(found)];
}

function namesIn({ folder }: Stack): Names {
  const { resource = {} } = JSON.parse(readFileSync(path.join(folder, "cdk.tf.json"), "utf8")) as {
    readonly resource?: Record<string, Record<string, { readonly name?: string }>>;
  };
  return Object.fromEntries(
    ANNOUNCED.map((type) => [type, Object.values(resource[type] ?? {}).flatMap(({ name }) => name ?? [])]),
  );
}
