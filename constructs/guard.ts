import { Job as JobResource } from "@cdktf/provider-nomad/lib/job";
import { Lazy, TerraformResource, type TerraformStack } from "cdktf";

/**
 * How much a plan of a stack may destroy without a confirmation. Volumes, namespaces, auth methods, and jobs that are
 * protected or have volumes need one anyway; so does all that an empty program would destroy.
 *
 * The variables CDKNOMAD_GUARD (`on`, `off`) and CDKNOMAD_GUARD_SHARE have the last word, for one run; CDKNOMAD_CONFIRM
 * confirms what is meant.
 */
export interface GuardSettings {
  /**
   * How many percent of the stack's jobs may be destroyed at once, 0 to 100; at 100 all may.
   * @default 50, by the provider
   */
  readonly share?: number;
  /**
   * So many jobs at least have to go before the share counts.
   * @default 3, by the provider
   */
  readonly least?: number;
}

/**
 * The attribute `guard` of our providers: the limits, and what the program has. By the latter a provider knows how much
 * of the state would be left, for Terraform tells it of one resource at a time.
 *
 * @throws Error when the limits are none
 */
export function guardAttribute(stack: TerraformStack, settings: GuardSettings | "off" = {}): object {
  if (settings === "off") {
    return { off: true };
  }
  const { share, least } = settings;
  requireWhole(stack, "share", share, 0, 100);
  requireWhole(stack, "least", least, 1, Number.MAX_SAFE_INTEGER);
  return {
    ...(share !== undefined && { share }),
    ...(least !== undefined && { least }),
    // Counted when all of the program is there.
    resources: Lazy.numberValue({ produce: () => resources(stack).length }),
    jobs: Lazy.listValue({ produce: () => resources(stack).flatMap(jobName).sort() }, { omitEmpty: false }),
  };
}

function requireWhole(stack: TerraformStack, name: string, got: number | undefined, from: number, to: number): void {
  if (got !== undefined && !(Number.isInteger(got) && got >= from && got <= to)) {
    const allowed = to === Number.MAX_SAFE_INTEGER ? `of at least ${from}` : `from ${from} to ${to}`;
    throw new Error(`[${stack.node.path}] guard.${name}: got ${got}, want a whole number ${allowed}`);
  }
}

function resources(stack: TerraformStack): TerraformResource[] {
  return stack.node.findAll().filter(TerraformResource.isTerraformResource);
}

/** As the provider calls it: `namespace/id`. A specification that only Terraform knows names no job here. */
function jobName(resource: TerraformResource): string[] {
  if (!(resource instanceof JobResource)) {
    return [];
  }
  try {
    const document = JSON.parse(resource.jobspecInput ?? "");
    const { ID, Namespace = "default" } = document.Job ?? document;
    return typeof ID === "string" ? [`${Namespace || "default"}/${ID}`] : [];
  } catch {
    return [];
  }
}
