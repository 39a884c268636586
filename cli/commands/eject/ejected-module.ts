import path from "node:path";
import { packaged, repositoryRoot } from "../../../tools/cache";
import { examine } from "../../import/examine";
import { jobModule } from "../../import/modules";
import { constantName, constructName } from "../../import/names";
import { stringLiteral } from "../../import/string-literal";
import type { FoundJob } from "./find-job";
import { rightsOf } from "./rights";

/** The attributes of `nomad_job` that are props of a job, by the names that the props have below `terraform`. */
const TERRAFORM = {
  detach: "detach",
  deregister_on_destroy: "deregisterOnDestroy",
  purge_on_destroy: "purgeOnDestroy",
  preserve_counts: "preserveCounts",
  preserve_resources: "preserveResources",
  rerun_if_dead: "rerunIfDead",
  fail_fast: "failFast",
  timeouts: "timeouts",
} as const;

/**
 * Returns a module with the job as a literal of the type JobProps. Its first lines say what takes the place of the construct: the
 * job, the rights that it has, and what has to exist before it.
 *
 * @param job the job
 * @param file where the module is going to be, for its imports
 */
export function ejectedModule(job: FoundJob, file: string): string {
  const { id, wire, resource, stack } = job;
  const { specification } = examine(wire, `the stack ${stack.name}`, true);
  const { protect } = resource.values;
  const terraform = terraformOptions(job);
  const constant = constantName(id);
  return jobModule(
    {
      name: stack.name,
      file,
      constructs: packaged ? "cdknomad" : path.join(repositoryRoot, "constructs"),
      takeOver: [],
    },
    file,
    constant,
    {
      origin: `the stack ${stack.name}`,
      action: "ejected",
      id,
      name: constructName(id),
      specification: {
        ...specification,
        ...(protect === true && { protect }),
        ...(Object.keys(terraform).length > 0 && { terraform }),
      },
      source: { name: "job", above: instructions(job, constant) },
    },
  );
}

function terraformOptions({ resource: { values } }: FoundJob): Record<string, unknown> {
  const options = Object.entries(TERRAFORM).map(([attribute, option]) => [option, values[attribute]]);
  return Object.fromEntries(options.filter(([, value]) => value !== undefined));
}

function instructions(job: FoundJob, constant: string): string[] {
  const { id, namespace, resource, stack } = job;
  const rights = rightsOf(stack, namespace, id);
  const before = dependencies(resource.values.depends_on).filter((address) => !rights.addresses.includes(address));
  return [
    "Write this in place of the construct, in the same stack:",
    "",
    `  const job = new Job(this, ${stringLiteral(constructName(id))}, ${constant});`,
    ...rights.calls.map((call) => `  job.${call};`),
    ...(before.length === 0
      ? []
      : ["", `It needs ${before.join(", ")}: pass the construct as namespace or source, or in terraform.dependsOn.`]),
  ];
}

function dependencies(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
