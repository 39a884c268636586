import type { JobSpec } from "../../constructs/spec";
import type { Attributes, StackResource } from "../stack/resource";
import type { Stack } from "../stack/stack";
import { jobBox } from "./job-box";
import type { Holder, NamespaceBox, Picture, PolicyBox } from "./picture";
import { readRules } from "./rules";
import { stackBoxes } from "./stack-boxes";
import { zonesOf } from "./zones";

/** The box for jobs in HCL, which only Terraform reads. */
const writtenAsHcl = "written as HCL";

/**
 * Returns the picture of synthesized stacks.
 *
 * @param stacks the stacks, in the order in which they are applied
 * @throws SpecError when a job is not one that this version of cdknomad knows; Error when a policy is not HCL
 */
export async function readPicture(stacks: readonly Stack[]): Promise<Picture> {
  const resources = stacks.flatMap((stack) => stack.resources());
  const jobs = stacks.flatMap((stack) => stack.jobs().map((job) => ({ stack: stack.name, job, spec: job.decode() })));
  const specs = jobs.flatMap(({ stack, spec }) => (spec ? [{ stack, spec }] : []));
  const zones = specs.flatMap(({ spec }) => zonesOf(jobName(spec), spec));
  const boxes = [
    ...specs.map(({ stack, spec }) => ({
      namespace: spec.namespace ?? "default",
      box: jobBox(stack, spec, zones),
    })),
    ...jobs
      .filter(({ spec }) => spec === undefined)
      .map(({ stack, job }) => ({ namespace: writtenAsHcl, box: { id: job.name, type: "HCL", stack, services: [] } })),
  ];
  const own = resources.filter(({ type }) => type === "nomad_namespace").map(({ values }) => String(values.name));
  const names = new Set([...own, ...boxes.map(({ namespace }) => namespace)]);
  return {
    stacks: stackBoxes(stacks),
    namespaces: [...names].sort().map(
      (name): NamespaceBox => ({
        name,
        isCreated: own.includes(name),
        jobs: boxes
          .filter(({ namespace }) => namespace === name)
          .map(({ box }) => box)
          .sort((a, b) => (a.id < b.id ? -1 : 1)),
      }),
    ),
    policies: [...(await policies("nomad", resources)), ...(await policies("consul", resources))],
    zones,
  };
}

function jobName({ id, name, namespace = "default" }: JobSpec): string {
  return `${namespace}/${id ?? name}`;
}

async function policies(of: "nomad" | "consul", resources: readonly StackResource[]): Promise<PolicyBox[]> {
  const own = resources.filter(({ type }) => type === `${of}_acl_policy`);
  const boxes = await Promise.all(
    own.map(async ({ name, values }) => ({
      of,
      name: String(values.name),
      holders: [...jobHolders(values), ...roleHolders(of, name, String(values.name), resources)],
      rules: await readRules(String(values.rules_hcl ?? values.rules)),
    })),
  );
  return boxes.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Returns the job, or all jobs of a namespace, that a policy of Nomad is attached to. */
function jobHolders({ job_acl: tie }: Attributes): Holder[] {
  const { namespace, job_id: job } = (tie ?? {}) as { namespace?: string; job_id?: string };
  if (namespace === undefined) {
    return [];
  }
  return [job === undefined ? { kind: "namespace", name: namespace } : { kind: "job", name: `${namespace}/${job}` }];
}

/** Returns the roles and tokens with a policy, which they name by a reference to the resource or by its name. */
function roleHolders(
  of: "nomad" | "consul",
  resource: string,
  policy: string,
  resources: readonly StackResource[],
): Holder[] {
  const reference = `\${${of}_acl_policy.${resource}.`;
  return (["role", "token"] as const).flatMap((kind) =>
    resources
      .filter(({ type, values }) => {
        const text = JSON.stringify([values.policy, values.policies]);
        return type === `${of}_acl_${kind}` && (text.includes(reference) || text.includes(JSON.stringify(policy)));
      })
      .map(({ name, values }): Holder => ({ kind, name: String(values.name ?? name) })),
  );
}
