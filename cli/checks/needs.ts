import { resourceTypes } from "../../constructs/resource-types";
import type { StackJob } from "../stack/job";
import type { StackResource } from "../stack/resource";
import type { Stack } from "../stack/stack";
import type { Right } from "./rules";

/** Rights that applying a stack needs in Nomad. */
export interface Needs {
  /** Resource types for which Nomad requires a management token. */
  readonly management: readonly string[];
  readonly rights: readonly Right[];
}

/** Rights that applying a stack needs, from the table of resource types and the jobs themselves. */
export function needsOf(stack: Stack): Needs {
  const resources = stack.resources();
  const types = [...new Set(resources.map(({ type }) => type))];
  return {
    management: types.filter((type) => resourceTypes.get(type)?.rights.management),
    rights: unique([...stack.jobs().flatMap(jobRights), ...resources.flatMap(resourceRights)]),
  };
}

/** Rights for a resource; those for a job depend on its volumes, see {@link jobRights}. */
function resourceRights({ type, values }: StackResource): Right[] {
  const { namespace: inNamespace, variable, nodePool, plugin, operator } = resourceTypes.get(type)?.rights ?? {};
  if (type === "nomad_job") {
    return [];
  }
  const text = (value: unknown, fallback = "") => (typeof value === "string" ? value : fallback);
  const namespace = text(values.namespace, "default");
  return [
    ...(inNamespace ?? []).map((capability) => ({ capability, namespace })),
    ...(variable ?? []).map((capability) => ({ capability, namespace, variable: text(values.path) })),
    ...(nodePool ?? []).map((capability) => ({ capability, nodePool: text(values.name) })),
    ...(plugin ?? []).map((capability) => ({ capability, plugin: true as const })),
    ...(operator ?? []).map((capability) => ({ capability, operator: true as const })),
  ];
}

/** Rights for a job; a job in HCL is read by Terraform only. */
function jobRights({ wire }: StackJob): Right[] {
  if (!wire) {
    return [];
  }
  const { Namespace: namespace = "default", TaskGroups } = wire;
  const volumes = (TaskGroups ?? []).flatMap(({ Volumes }) => Object.values(Volumes ?? {}));
  return [
    ...["submit-job", "read-job"].map((capability) => ({ capability, namespace })),
    ...volumes.flatMap(({ Type, Source = "", ReadOnly }): Right[] =>
      Type === "csi"
        ? [{ capability: "csi-mount-volume", namespace }]
        : [{ capability: ReadOnly ? "mount-readonly" : "mount-readwrite", hostVolume: Source }],
    ),
  ];
}

function unique(rights: readonly Right[]): Right[] {
  return [...new Map(rights.map((right) => [JSON.stringify(right), right])).values()];
}
