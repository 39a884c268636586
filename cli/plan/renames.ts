import { differences, type Leaves, leavesOf } from "./differences";
import type { PlanFile, Values } from "./plan-file";
import type { Problem } from "./report";
import { specificationOf, wireOf } from "./specification";

/** A resource as the state or the program has it. */
interface Declared {
  readonly address: string;
  readonly type: string;
  readonly values: Values;
}

/** A resource that leaves one address and one that comes to another, which look like the same. */
interface Rename {
  readonly from: Declared;
  readonly to: Declared;
  /** Whether they are the same object on the cluster, or only have nearly the same content. */
  readonly same: boolean;
}

/** So much of the content has to be the same, for two objects to be taken for one under another name. */
const ALIKE = 0.8;

/** Among more pairs than these only the same objects are looked for: all are compared with all. */
const MOST_PAIRS = 2_500;

/** Fewer fields than these are the same by chance. */
const ENOUGH = 4;

/**
 * What looks like a rename in a plan, each with the `moved` block that says so. A plan that failed has no changes to look
 * at; of it the state and the program are compared.
 *
 * @param plan the saved plan
 * @param program the stack's `cdk.tf.json`, as text
 */
export function renameProblems(plan: PlanFile, program: string): Problem[] {
  const [gone, come] = plan.errored ? leftAndCame(plan, program) : destroyedAndCreated(plan);
  return pairs(gone, come).map(advice);
}

/** Whether our providers refused something because one address loses it and another gets it. */
export function isAboutTwoAddresses({ summary }: Problem): boolean {
  return summary.endsWith(" is destroyed and created in one plan");
}

function destroyedAndCreated({ resource_changes = [] }: PlanFile): [Declared[], Declared[]] {
  const only = (action: "delete" | "create", side: "before" | "after") =>
    resource_changes
      .filter(({ mode, change: { actions } }) => mode === "managed" && actions.length === 1 && actions[0] === action)
      .map(({ address, type, change }) => ({ address, type, values: change[side] }));
  return [only("delete", "before"), only("create", "after")];
}

function leftAndCame({ prior_state }: PlanFile, program: string): [Declared[], Declared[]] {
  const state = (prior_state?.values?.root_module?.resources ?? []).filter(({ mode }) => mode === "managed");
  const { resource = {} } = JSON.parse(program) as {
    readonly resource?: Readonly<Record<string, Readonly<Record<string, Values>>>>;
  };
  const declared = Object.entries(resource).flatMap(([type, byName]) =>
    Object.entries(byName).map(([name, values]) => ({ address: `${type}.${name}`, type, values: plain(values) })),
  );
  const without = (some: readonly Declared[], others: readonly Declared[]) => {
    const addresses = new Set(others.map(({ address }) => address));
    return some.filter(({ address }) => !addresses.has(address));
  };
  return [without(state, declared), without(declared, state)];
}

/** The program escapes Terraform's interpolation, the state does not. */
function plain(values: Values): Values {
  return JSON.parse(JSON.stringify(values).replaceAll("$${", "${").replaceAll("%%{", "%{"));
}

/** Each is paired once; what is the same object goes before what only looks alike. */
function pairs(gone: readonly Declared[], come: readonly Declared[]): Rename[] {
  const byIdentity = new Map(come.map((one) => [identityOf(one), one]));
  const same = gone.flatMap((from) => {
    const identity = identityOf(from);
    const to = identity === undefined ? undefined : byIdentity.get(identity);
    return to ? [{ from, to, same: true }] : [];
  });
  const paired = new Set(same.flatMap(({ from, to }) => [from, to]));
  const left = (some: readonly Declared[]) => some.filter((one) => !paired.has(one));
  return [...same, ...alikePairs(left(gone), left(come))];
}

function alikePairs(gone: readonly Declared[], come: readonly Declared[]): Rename[] {
  if (gone.length * come.length > MOST_PAIRS) {
    return [];
  }
  const free = new Map(come.map((one) => [one, leavesOf(contentOf(one))]));
  return gone.flatMap((from) => {
    const content = leavesOf(contentOf(from));
    const [to] = [...free].find(([one, its]) => one.type === from.type && isAlike(content, its)) ?? [];
    if (to) {
      free.delete(to);
    }
    return to ? [{ from, to, same: false }] : [];
  });
}

function isAlike(before: Leaves, after: Leaves): boolean {
  const fields = new Set([...before.keys(), ...after.keys()]).size;
  const same = fields - differences(before, after).length;
  return same >= ENOUGH && same >= ALIKE * fields;
}

/** What tells an object from all others on the cluster; nothing where only the server gives it a name. */
function identityOf({ type, values }: Declared): string | undefined {
  if (type === "nomad_job") {
    const { ID, Namespace } = jobOf(values);
    return ID === undefined ? undefined : `${type} ${Namespace || "default"}/${ID}`;
  }
  const { name, path, path_prefix, volume_id, kind, namespace } = values ?? {};
  const known = name ?? path ?? path_prefix ?? volume_id;
  return known === undefined || SEVERAL.has(type)
    ? undefined
    : `${type} ${namespace || "default"}/${kind ?? ""}/${known}`;
}

/** The job as Nomad's API has it; nothing of one that is known at the apply only. */
function jobOf(values: Values): Record<string, unknown> {
  return wireOf(String(values?.jobspec));
}

/** Types of which several objects may have one name. */
const SEVERAL = new Set(["nomad_dynamic_host_volume", "nomad_dynamic_host_volume_registration", "nomad_acl_token"]);

/** What is left of an object without its name, and without what only the server knows. */
function contentOf({ type, values }: Declared): unknown {
  if (type === "nomad_job") {
    const { id, name, namespace, ...rest } = specificationOf(JSON.stringify(jobOf(values))) as Record<string, unknown>;
    return rest;
  }
  const { id, name, namespace, path, ...rest } = values ?? {};
  return rest;
}

function advice({ from, to, same }: Rename): Problem {
  const moved = `    moved {\n      from = ${from.address}\n      to   = ${to.address}\n    }`;
  const typescript =
    from.type === "nomad_job"
      ? `terraform: { movedFrom: "${from.address}" } of the Job`
      : `moveFromId("${from.address}") of the resource`;
  const what = same
    ? "they are the same object: say that it moved, and nothing happens to it on the cluster"
    : "they have nearly the same content: if it is a rename, say that it moved, and it is told and done as one replacement";
  return {
    level: "warning",
    summary: `likely a rename: ${from.address} goes and ${to.address} comes`,
    detail: `${what}\n${moved}\nin TypeScript: ${typescript}`,
  };
}
