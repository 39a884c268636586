import { Lazy, TerraformResource, type TerraformStack } from "#cdk";
import { Job as JobResource } from "../.gen/terraform/nomad/job";
import type { NomadProviderGuard } from "../.gen/terraform/nomad/provider";
import { CodedError } from "../errors";
import { managedElsewhere } from "./managed-once";
import { resourceTypes } from "./resource-types";

/**
 * Objects that a plan may destroy, in the form that the refusal prints: one object, `many-jobs` for more jobs than the
 * share, or `empty-program` for all objects of a stack whose program has no resources. A host volume is followed by
 * its node, for example `volume/default/data@1b2c3d4e`.
 *
 * @see docs/how-to/guards.md
 */
export type Confirmation =
  | `namespace/${string}`
  | `auth-method/${string}`
  | `consul-auth-method/${string}/${string}`
  | `job/${string}/${string}`
  | `volume/${string}/${string}`
  | `policy/${string}`
  | `role/${string}`
  | `variable/${string}/${string}`
  | `consul-policy/${string}/${string}`
  | `consul-role/${string}/${string}`
  | "many-jobs"
  | "empty-program";

/** Forms of a confirmation, as the error prints them. The type `Confirmation` has the same. */
const FORMS: readonly string[] = [
  ...new Set(
    [...resourceTypes.values()].flatMap(({ word, confirmation }) =>
      confirmation === undefined ? [] : `${word}/${confirmation.form}`,
    ),
  ),
  "many-jobs",
  "empty-program",
];

/** The same for a program; the id of a job or a volume and the path of a variable may have a slash in it. */
const CONFIRMATIONS = FORMS.map(
  (form) => new RegExp(`^${form.replace(/\/(?:ID|PATH)$/, "(?:/[^/,\\s]+)+").replace(/\/[A-Z]+/g, "/[^/,\\s]+")}$`),
);

/**
 * Limits for what a plan of a stack may destroy without a confirmation. Volumes, namespaces, auth methods, and jobs that are protected or
 * have volumes always need one, and so do all objects if the program has no resources. Policies, roles, and variables need one while
 * something uses them. The providers of cdknomad enforce the limits.
 *
 * For one run, the environment variables `CDKNOMAD_GUARD` (`on`, `off`) and `CDKNOMAD_GUARD_SHARE` replace these settings, and
 * `CDKNOMAD_CONFIRM` adds to `confirm`.
 *
 * @see docs/how-to/guards.md
 */
export interface GuardSettings {
  /**
   * Share of the stack's jobs that one plan may destroy without the confirmation `many-jobs`, in percent: a whole number from 0 to
   * 100. With 100, it may destroy all of them.
   * @default - the provider uses 50
   */
  readonly share?: number;
  /**
   * Number of jobs from which the share counts: a plan that destroys fewer needs no confirmation. A whole number of at least 1.
   * @default - the provider uses 3
   */
  readonly least?: number;
  /**
   * Objects of this stack that a plan may destroy, such as `["namespace/dns", "job/default/db"]`. Unlike `CDKNOMAD_CONFIRM`, a reviewer
   * of the program sees them. Remove them after the apply; `cdknomad plan` warns until then (`confirmation-idle`).
   * @default - none
   */
  readonly confirm?: readonly Confirmation[];
}

/**
 * The attribute `guard` of our providers: the limits, and what the program has. By the latter a provider knows how much
 * of the state would be left, because Terraform reports it for one resource at a time.
 *
 * @throws CodedError if a limit is out of range, or a confirmation has none of the forms (`property-invalid`)
 */
export function guardAttribute(
  stack: TerraformStack,
  provider: "nomad" | "consul",
  settings: GuardSettings | "off" = {},
): NomadProviderGuard {
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
    others: Lazy.listValue({ produce: () => managedElsewhere(stack, provider) }, { omitEmpty: true }),
    ...(provider === "nomad" && {
      jobs: Lazy.listValue({ produce: () => resources(stack).flatMap(jobName).sort() }, { omitEmpty: false }),
    }),
  };
}

function requireWhole(stack: TerraformStack, name: string, got: number | undefined, from: number, to: number): void {
  if (got !== undefined && !(Number.isInteger(got) && got >= from && got <= to)) {
    const allowed = to === Number.MAX_SAFE_INTEGER ? `of at least ${from}` : `from ${from} to ${to}`;
    throw new CodedError(
      "property-invalid",
      `[${stack.node.path}] guard.${name}: got ${got}, want a whole number ${allowed}`,
    );
  }
}

function requireConfirmations(stack: TerraformStack, words: readonly string[]): void {
  const problems = words
    .filter((word) => !CONFIRMATIONS.some((pattern) => pattern.test(word)))
    .map((word) =>
      word === "all"
        ? 'got "all", which would also confirm what a later change destroys; name what this one does, as "namespace/dns" or "job/default/db"'
        : `got ${JSON.stringify(word)}, want what a refusal names, one of ${FORMS.join(", ")}`,
    );
  if (problems.length > 0) {
    throw new CodedError(
      "property-invalid",
      problems.map((problem) => `[${stack.node.path}] guard.confirm: ${problem}`).join("\n"),
    );
  }
}

function resources(stack: TerraformStack): TerraformResource[] {
  return stack.node.findAll().filter(TerraformResource.isTerraformResource);
}

/** As the provider calls it: `namespace/id`. A specification that only Terraform knows names no job here. */
function jobName(resource: TerraformResource): string[] {
  if (resource.terraformResourceType !== JobResource.tfResourceType) {
    return [];
  }
  try {
    const document = JSON.parse((resource as JobResource).jobspecInput ?? "");
    const { ID, Namespace = "default" } = document.Job ?? document;
    return typeof ID === "string" ? [`${Namespace || "default"}/${ID}`] : [];
  } catch {
    return [];
  }
}
