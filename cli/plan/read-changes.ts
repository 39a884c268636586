import { resourceTypes } from "../../constructs/resource-types";
import type { Action, FieldChange, JobSeal, Origin, ResourceReport } from "../report/report";
import { ADOPTED } from "../report/wording";
import { hashOf } from "../secrets/hash";
import { Hidden, hideSensitive } from "../secrets/hidden";
import { wireJobOf } from "../stack/job";
import type { Change, PlanFile, ResourceChange, Values } from "../terraform/plan-file";
import { differences, type Leaves, leavesOf } from "./differences";
import { fieldChange } from "./field-change";
import { withoutDefaults } from "./imported-job";
import { specificationOf } from "./specification";

/** Attributes of a job that follow from its specification or its status, and would show everything twice. */
const DERIVED = new Set([
  "id",
  "name",
  "namespace",
  "type",
  "region",
  "datacenters",
  "status",
  "modify_index",
  "deployment_id",
  "deployment_status",
  "task_groups",
  "allocation_ids",
  "scheduler",
  "jobspec",
  "json",
]);

/** Returns the changes of the resources of one stack, each with its cause. */
export function readChanges(plan: PlanFile, mode: "plan" | "drift"): ResourceReport[] {
  const drift = new Map((plan.resource_drift ?? []).map((change) => [change.address, change]));
  if (mode === "drift") {
    return [...drift.values()].map((change) => describe(change, change)).filter(isWorthShowing);
  }
  const changes = (plan.resource_changes ?? []).filter(
    (change) => change.mode === "managed" && (isChanged(change) || drift.has(change.address)),
  );
  return changes.map((change) => describe(change, drift.get(change.address))).filter(isWorthShowing);
}

/** Whether the plan changes a resource. The other resources, which are most of a large plan, are not compared. */
function isChanged({ change: { actions, importing }, previous_address }: ResourceChange): boolean {
  return actions.some((action) => action !== "no-op") || previous_address !== undefined || importing !== undefined;
}

function isWorthShowing({ action, fields }: ResourceReport): boolean {
  return action !== "none" || fields.length > 0;
}

/** The only field of a resource that someone deleted on the cluster. */
const deletedField: FieldChange = { path: "(all of it)", origin: "cluster", before: "existed", after: "was deleted" };

/**
 * @param change the planned change, or the drift itself in mode `drift`
 * @param drift the change of the cluster since the last apply
 */
function describe(change: ResourceChange, drift: ResourceChange | undefined): ResourceReport {
  const onlyDrift = change === drift;
  const action = onlyDrift ? "none" : actionOf(change);
  const isImportedJob = change.type === "nomad_job" && change.change.importing !== undefined;
  const comparable = (some: Leaves) => (isImportedJob ? withoutDefaults(some) : some);
  const { after, after_sensitive, before, before_sensitive } = change.change;
  const wanted = comparable(withUnknown(leaves(change.type, after, after_sensitive), change));
  const actual = comparable(leaves(change.type, before, before_sensitive));
  const applied = drift ? leaves(drift.type, drift.change.before, drift.change.before_sensitive) : actual;

  const onCluster = new Set(drift ? differences(applied, onlyDrift ? wanted : actual).map(({ path }) => path) : []);
  const inProgram = new Set(differences(applied, wanted).map(({ path }) => path));
  const originOf = (path: string): Origin =>
    !onCluster.has(path) ? "configuration" : inProgram.has(path) && !onlyDrift ? "both" : "cluster";

  const isDeleted = drift?.change.actions.includes("delete") === true;
  const shown = isDeleted ? [] : differences(actual, wanted);
  // Drift that an apply does not change, because the program has the same value by now, is shown too.
  const agreed = isDeleted || onlyDrift || action !== "none" ? [] : differences(applied, actual);
  const fields = [...shown, ...agreed].map((difference) =>
    fieldChange(
      change.type,
      difference,
      onlyDrift || agreed.includes(difference) ? "cluster" : originOf(difference.path),
    ),
  );
  return {
    address: change.address,
    type: change.type,
    name: nameOf(change),
    ...namespaceOf(change),
    action,
    ...(change.change.importing !== undefined && action !== "import" && { imported: true as const }),
    origin: isDeleted ? "cluster" : overall(fields.map(({ origin }) => origin)),
    fields: isDeleted ? [deletedField] : fields,
    scheduler: schedulerOf(change),
    problems: [],
    ...(change.type === "nomad_job" && { job: jobSeal(change.change) }),
  };
}

function overall(origins: readonly Origin[]): Origin {
  const all = new Set(origins);
  if (all.size === 0) {
    return "configuration";
  }
  const [only] = all;
  return all.size === 1 && only ? only : "both";
}

function actionOf({ change: { actions, importing, after }, previous_address }: ResourceChange): Action {
  if (actions.includes("delete") && actions.includes("create")) {
    return "replace";
  }
  if (actions.includes("create") && isAdopted(after)) {
    return "adopt";
  }
  for (const action of ["create", "update", "delete", "forget"] as const) {
    if (actions.includes(action)) {
      return action;
    }
  }
  if (importing !== undefined) {
    return "import";
  }
  return previous_address === undefined ? "none" : "move";
}

/** Whether our provider found that a new job already runs as specified. Nomad's scheduler has no such answer. */
function isAdopted(after: Values): boolean {
  const answers = Object.values((after?.scheduler ?? {}) as object);
  return answers.length > 0 && answers.every((answer) => answer === ADOPTED);
}

function nameOf({ type, name, change }: ResourceChange): string {
  const values = shownValues(change);
  const text = (key: string) => (typeof values[key] === "string" ? values[key] : undefined);
  if (type === "nomad_job") {
    const { namespace, id } = jobSeal(change);
    return id === "" ? name : `${namespace}/${id}`;
  }
  return text("name") ?? text("path") ?? text("id") ?? name;
}

/** Returns the planned values of a resource, or the last ones of a resource that is deleted, with hidden secrets. */
function shownValues({ before, after, before_sensitive, after_sensitive }: Change): Record<string, unknown> {
  const [values, marks] = after === null ? [before, before_sensitive] : [after, after_sensitive];
  return hideSensitive(values ?? {}, marks) as Record<string, unknown>;
}

function namespaceOf({ type, change }: ResourceChange): { readonly namespace?: string } {
  const namespace = type === "nomad_job" ? jobSeal(change).namespace : shownValues(change).namespace;
  return typeof namespace === "string" && namespace !== "" ? { namespace } : {};
}

/** Returns the attributes of a resource by their paths; for a job, those of its specification. */
export function leaves(type: string, values: Values, sensitive: unknown): Leaves {
  if (values === null) {
    return new Map();
  }
  const shown = hideSensitive(values, sensitive) as Record<string, unknown>;
  if (type !== "nomad_job") {
    return new Map([...leavesOf(byPath(type, shown))].map(([path, value]) => [writeOnlyPath(path), value]));
  }
  const settings = Object.fromEntries(Object.entries(shown).filter(([key]) => !DERIVED.has(key)));
  const { jobspec } = shown;
  const all = new Map(leavesOf(jobspec instanceof Hidden ? { jobspec } : specificationOf(jobspec)));
  for (const [path, value] of leavesOf(settings)) {
    all.set(`terraform.${path}`, value);
  }
  return all;
}

/** Returns the name of the write-only argument for the hash that the state has in its place. */
function writeOnlyPath(path: string): string {
  return path.replace(/_wo_hash$/, "_wo");
}

/** Returns the values with the entries of a keyed block by their paths, unless a path is a secret. */
function byPath(type: string, values: Readonly<Record<string, unknown>>): unknown {
  const block = resourceTypes.get(type)?.keyedBlock;
  const keys = block === undefined ? undefined : values[block];
  if (block === undefined || !Array.isArray(keys) || keys.some((key) => typeof key?.path !== "string")) {
    return values;
  }
  return { ...values, [block]: Object.fromEntries(keys.map(({ path, ...rest }) => [path, rest])) };
}

/** Adds values that are known only after the apply, which would look removed otherwise. */
function withUnknown(known: Leaves, { type, change }: ResourceChange): Leaves {
  const all = new Map(known);
  for (const [path, unknown] of leavesOf(change.after_unknown)) {
    const isUnknown = unknown === true || (Array.isArray(unknown) && unknown.includes(true));
    if (isUnknown && (type !== "nomad_job" || !DERIVED.has(path.split(".")[0] ?? ""))) {
      all.set(writeOnlyPath(path), "(known after apply)");
    }
  }
  return all;
}

function schedulerOf({ type, change }: ResourceChange): Record<string, string> {
  const answer = type === "nomad_job" ? change.after?.scheduler : undefined;
  const changes = change.actions.some((action) => action !== "no-op");
  return changes && typeof answer === "object" && answer !== null
    ? Object.fromEntries(Object.entries(answer).map(([group, words]) => [group, String(words)]))
    : {};
}

function jobSeal(change: Change): JobSeal {
  const { before, after, actions } = change;
  const jobspec = shownValues(change).jobspec ?? shownValues({ ...change, after: null }).jobspec;
  const job = wireJobOf(jobspec) ?? {};
  const registers = actions.includes("create") || actions.includes("update");
  return {
    namespace: String(after?.namespace ?? before?.namespace ?? job.Namespace ?? "default"),
    id: String(after?.id ?? before?.id ?? job.ID ?? ""),
    ...(registers && typeof after?.jobspec === "string" && { specification: hashOf(after.jobspec) }),
  };
}
