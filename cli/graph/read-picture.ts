import { readFileSync } from "node:fs";
import path from "node:path";
import { asTerraformReads } from "../../constructs/literal";
import { decodeJob, type JobSpec } from "../../constructs/spec";
import type { Stack } from "../plan/synthesize";
import { jobBox } from "./job-box";
import type { Holder, NamespaceBox, Picture, PolicyBox } from "./picture";
import { readRules } from "./rules";
import { stackBoxes } from "./stack-boxes";
import { zonesOf } from "./zones";

/** The arguments of a resource, by its type and then its name, as they stand in `cdk.tf.json`. */
type Resources = Readonly<Record<string, Readonly<Record<string, Arguments>>>>;
type Arguments = Readonly<Record<string, unknown>>;

/** Where jobs are drawn that somebody wrote as HCL with the plain resource: Terraform reads it, this program does not. */
const writtenAsHcl = "written as HCL";

interface Made {
  readonly stack: string;
  readonly type: string;
  readonly name: string;
  readonly values: Arguments;
}

/**
 * What synthesized stacks make, read from their `cdk.tf.json`.
 *
 * @param stacks the stacks, in the order in which they are applied
 * @throws SpecError when a job is not one that this version of cdknomad knows; Error when a policy is not HCL
 */
export async function readPicture(stacks: readonly Stack[]): Promise<Picture> {
  const made = stacks.flatMap(resourcesOf);
  const jobs = made.filter(({ type, values }) => type === "nomad_job" && values.json === true);
  const specs = jobs.map(({ stack, values }) => ({
    stack,
    spec: decodeJob(JSON.parse(asTerraformReads(String(values.jobspec)))),
  }));
  const zones = specs.flatMap(({ spec }) => zonesOf(jobName(spec), spec));
  const boxes = [
    ...specs.map(({ stack, spec }) => ({
      namespace: spec.namespace ?? "default",
      box: jobBox(stack, spec, zones),
    })),
    ...made
      .filter(({ type, values }) => type === "nomad_job" && values.json !== true)
      .map(({ stack, name }) => ({ namespace: writtenAsHcl, box: { id: name, type: "HCL", stack, services: [] } })),
  ];
  const own = made.filter(({ type }) => type === "nomad_namespace").map(({ values }) => String(values.name));
  const names = new Set([...own, ...boxes.map(({ namespace }) => namespace)]);
  return {
    stacks: stackBoxes(stacks),
    namespaces: [...names].sort().map(
      (name): NamespaceBox => ({
        name,
        made: own.includes(name),
        jobs: boxes
          .filter(({ namespace }) => namespace === name)
          .map(({ box }) => box)
          .sort((a, b) => (a.id < b.id ? -1 : 1)),
      }),
    ),
    policies: [...(await policies("nomad", made)), ...(await policies("consul", made))],
    zones,
  };
}

function resourcesOf({ name: stack, folder }: Stack): Made[] {
  const document = JSON.parse(readFileSync(path.join(folder, "cdk.tf.json"), "utf8"));
  return Object.entries((document.resource ?? {}) as Resources).flatMap(([type, byName]) =>
    Object.entries(byName).map(([name, values]) => ({ stack, type, name, values })),
  );
}

function jobName({ id, name, namespace = "default" }: JobSpec): string {
  return `${namespace}/${id ?? name}`;
}

async function policies(of: "nomad" | "consul", made: readonly Made[]): Promise<PolicyBox[]> {
  const own = made.filter(({ type }) => type === `${of}_acl_policy`);
  const boxes = await Promise.all(
    own.map(async ({ name, values }) => ({
      of,
      name: String(values.name),
      holders: [...jobHolders(values), ...roleHolders(of, name, String(values.name), made)],
      rules: await readRules(String(values.rules_hcl ?? values.rules)),
    })),
  );
  return boxes.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The job, or all jobs of a namespace, that a policy of Nomad is tied to. */
function jobHolders({ job_acl: tie }: Arguments): Holder[] {
  const { namespace, job_id: job } = (tie ?? {}) as { namespace?: string; job_id?: string };
  if (namespace === undefined) {
    return [];
  }
  return [job === undefined ? { kind: "namespace", name: namespace } : { kind: "job", name: `${namespace}/${job}` }];
}

/** Roles and tokens name a policy by a reference to the resource, or by its plain name. */
function roleHolders(of: "nomad" | "consul", resource: string, policy: string, made: readonly Made[]): Holder[] {
  const reference = `\${${of}_acl_policy.${resource}.`;
  return (["role", "token"] as const).flatMap((kind) =>
    made
      .filter(({ type, values }) => {
        const text = JSON.stringify([values.policy, values.policies]);
        return type === `${of}_acl_${kind}` && (text.includes(reference) || text.includes(JSON.stringify(policy)));
      })
      .map(({ name, values }): Holder => ({ kind, name: String(values.name ?? name) })),
  );
}
