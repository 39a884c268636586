import { Job as JobResource } from "@cdktf/provider-nomad/lib/job";
import { Lazy, TerraformResource, type TerraformStack } from "cdktf";

/**
 * What a plan may destroy, in the words of the refusal: one object, or `many-jobs` for more than the share, or
 * `empty-program` for all that a program without resources leaves. A host volume's node is told behind it, as
 * `volume/default/data@1b2c3d4e`.
 */
export type Confirmation =
  | `namespace/${string}`
  | `auth-method/${string}`
  | `consul-auth-method/${string}/${string}`
  | `job/${string}/${string}`
  | `volume/${string}/${string}`
  | "many-jobs"
  | "empty-program";

/** The forms of a confirmation, as people read them. */
const FORMS = [
  "namespace/NAME",
  "auth-method/NAME",
  "consul-auth-method/NAMESPACE/NAME",
  "job/NAMESPACE/ID",
  "volume/NAMESPACE/ID",
  "many-jobs",
  "empty-program",
];

/** The same for a program; the id of a job or a volume may have a slash in it. */
const CONFIRMATION =
  /^(?:(?:namespace|auth-method)\/[^/,\s]+|consul-auth-method\/[^/,\s]+\/[^/,\s]+|(?:job|volume)\/[^/,\s]+(?:\/[^/,\s]+)+|many-jobs|empty-program)$/;

/**
 * How much a plan of a stack may destroy without a confirmation. Volumes, namespaces, auth methods, and jobs that are
 * protected or have volumes need one anyway; so does all that an empty program would destroy.
 *
 * The variables CDKNOMAD_GUARD (`on`, `off`) and CDKNOMAD_GUARD_SHARE have the last word, for one run; CDKNOMAD_CONFIRM
 * confirms what is meant for one run, `confirm` where the program is reviewed before it is applied.
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
  /**
   * What of this stack may be destroyed, as `["namespace/dns", "job/default/db"]`: the same as CDKNOMAD_CONFIRM, but a
   * reviewer sees it. Once it is applied, take it out again; `cdknomad plan` warns until then.
   * @default - nothing
   */
  readonly confirm?: readonly Confirmation[];
}

/**
 * The attribute `guard` of our providers: the limits, and what the program has. By the latter a provider knows how much
 * of the state would be left, for Terraform tells it of one resource at a time.
 *
 * @throws Error when the limits are none, or something is confirmed that no refusal names
 */
export function guardAttribute(
  stack: TerraformStack,
  provider: "nomad" | "consul",
  settings: GuardSettings | "off" = {},
): object {
  if (settings === "off") {
    return { off: true };
  }
  const { share, least, confirm = [] } = settings;
  requireWhole(stack, "share", share, 0, 100);
  requireWhole(stack, "least", least, 1, Number.MAX_SAFE_INTEGER);
  requireConfirmations(stack, confirm);
  return {
    ...(share !== undefined && { share }),
    ...(least !== undefined && { least }),
    ...(confirm.length > 0 && { confirm: [...confirm] }),
    // Counted when all of the program is there.
    resources: Lazy.numberValue({ produce: () => resources(stack).length }),
    ...(provider === "nomad" && {
      jobs: Lazy.listValue({ produce: () => resources(stack).flatMap(jobName).sort() }, { omitEmpty: false }),
    }),
  };
}

function requireWhole(stack: TerraformStack, name: string, got: number | undefined, from: number, to: number): void {
  if (got !== undefined && !(Number.isInteger(got) && got >= from && got <= to)) {
    const allowed = to === Number.MAX_SAFE_INTEGER ? `of at least ${from}` : `from ${from} to ${to}`;
    throw new Error(`[${stack.node.path}] guard.${name}: got ${got}, want a whole number ${allowed}`);
  }
}

function requireConfirmations(stack: TerraformStack, words: readonly string[]): void {
  const problems = words
    .filter((word) => !CONFIRMATION.test(word))
    .map((word) =>
      word === "all"
        ? 'got "all", which would also confirm what a later change destroys; name what this one does, as "namespace/dns" or "job/default/db"'
        : `got ${JSON.stringify(word)}, want what a refusal names, one of ${FORMS.join(", ")}`,
    );
  if (problems.length > 0) {
    throw new Error(problems.map((problem) => `[${stack.node.path}] guard.confirm: ${problem}`).join("\n"));
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
