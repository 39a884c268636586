import type { WireJob } from "../../.gen/nomad";
import { resourceTypes } from "../../constructs/resource-types";
import { withCode } from "../../errors";
import type { Problem } from "../report/report";
import { identityOf } from "../stack/identity";
import { wireJobOf } from "../stack/job";
import type { Stack } from "../stack/stack";
import type { PlanFile, Values } from "../terraform/plan-file";
import { differences, type Leaves, leavesOf } from "./differences";
import { specificationOf } from "./specification";

/** A resource of the state or of the program. */
interface Declared {
  readonly address: string;
  readonly type: string;
  readonly values: Values;
}

/** A removed address and a new address that probably are the same resource. */
interface Rename {
  readonly from: Declared;
  readonly to: Declared;
  /** Whether both are the same object on the cluster; otherwise they only have similar content. */
  readonly same: boolean;
}

/** The share of equal fields from which two objects are reported as a likely rename. */
const SIMILAR = 0.8;

/** With more pairs than this, only identical objects are searched, because all pairs are compared. */
const MOST_PAIRS = 2_500;

/** The least number of equal fields; fewer are equal by chance. */
const LEAST_EQUAL = 4;

/**
 * Returns likely renames in a plan, each with the `moved` block for it. A failed plan contains no changes, so the state and
 * the program are compared instead.
 *
 * @param plan the saved plan
 */
export function renameProblems(plan: PlanFile, stack: Stack): Problem[] {
  const [removed, added] = plan.errored ? removedAndAdded(plan, stack) : destroyedAndCreated(plan);
  return pairs(removed, added).map(advice);
}

/** Whether a provider refused a plan because one object is removed from an address and added at another. */
export function isAboutTwoAddresses({ summary }: Problem): boolean {
  return summary.endsWith("(two-addresses)");
}

function destroyedAndCreated({ resource_changes = [] }: PlanFile): [Declared[], Declared[]] {
  const only = (action: "delete" | "create", side: "before" | "after") =>
    resource_changes
      .filter(({ mode, change: { actions } }) => mode === "managed" && actions.length === 1 && actions[0] === action)
      .map(({ address, type, change }) => ({ address, type, values: change[side] }));
  return [only("delete", "before"), only("create", "after")];
}

function removedAndAdded({ prior_state }: PlanFile, stack: Stack): [Declared[], Declared[]] {
  const state = (prior_state?.values?.root_module?.resources ?? []).filter(({ mode }) => mode === "managed");
  const declared = stack.resources();
  const without = (some: readonly Declared[], others: readonly Declared[]) => {
    const addresses = new Set(others.map(({ address }) => address));
    return some.filter(({ address }) => !addresses.has(address));
  };
  return [without(state, declared), without(declared, state)];
}

/** Returns each resource in at most one pair; identical objects have precedence over similar ones. */
function pairs(removed: readonly Declared[], added: readonly Declared[]): Rename[] {
  const byIdentity = new Map(added.map((one) => [keyOf(one), one]));
  const same = removed.flatMap((from) => {
    const identity = keyOf(from);
    const to = identity === undefined ? undefined : byIdentity.get(identity);
    return to ? [{ from, to, same: true }] : [];
  });
  const paired = new Set(same.flatMap(({ from, to }) => [from, to]));
  const left = (some: readonly Declared[]) => some.filter((one) => !paired.has(one));
  return [...same, ...similarPairs(left(removed), left(added))];
}

function similarPairs(removed: readonly Declared[], added: readonly Declared[]): Rename[] {
  if (removed.length * added.length > MOST_PAIRS) {
    return [];
  }
  const free = new Map(added.map((one) => [one, leavesOf(contentOf(one))]));
  return removed.flatMap((from) => {
    const content = leavesOf(contentOf(from));
    const [to] = [...free].find(([one, its]) => one.type === from.type && isSimilar(content, its)) ?? [];
    if (to) {
      free.delete(to);
    }
    return to ? [{ from, to, same: false }] : [];
  });
}

function isSimilar(before: Leaves, after: Leaves): boolean {
  const fields = new Set([...before.keys(), ...after.keys()]).size;
  const same = fields - differences(before, after).length;
  return same >= LEAST_EQUAL && same >= SIMILAR * fields;
}

/** The job as Nomad's API has it; empty for a job that is known only after the apply. */
function jobOf(values: Values): WireJob {
  return wireJobOf(values?.jobspec) ?? {};
}

/** Returns type and identity of an object; nothing where several objects may have the same identity. */
function keyOf({ type, values }: Declared): string | undefined {
  const identity = resourceTypes.get(type)?.shared ? undefined : identityOf(type, values);
  return identity && `${type} ${identity}`;
}

/** Returns an object without its name and without the values that the server sets. */
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
    ? "both are the same object: declare the move, and the object on the cluster does not change"
    : "both have nearly the same content: if this is a rename, declare the move, and the plan shows one replacement";
  return {
    level: "warning",
    summary: withCode("rename-likely", `likely a rename: ${from.address} is destroyed and ${to.address} is created`),
    detail: `${what}\n${moved}\nin TypeScript: ${typescript}`,
  };
}
