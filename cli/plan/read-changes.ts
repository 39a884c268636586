import { differences, type Leaves, leavesOf } from "./differences";
import { fieldChange } from "./field-change";
import { hashOf } from "./hash";
import { Hidden, hideSensitive } from "./hidden";
import type { Change, PlanFile, ResourceChange, Values } from "./plan-file";
import type { Action, FieldChange, JobSeal, Origin, ResourceReport } from "./report";
import { specificationOf, wireOf } from "./specification";

/** Attributes of a job that follow from its specification or from running it, and would say everything twice. */
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

/** Blocks that are a set of keys in Consul's KV, whose order says nothing: a key goes by its path. */
const KEYS: Readonly<Record<string, string>> = { consul_keys: "key", consul_key_prefix: "subkey" };

/** What happens to the resources of one stack, and who is the reason for it. */
export function readChanges(plan: PlanFile, mode: "plan" | "drift"): ResourceReport[] {
  const drift = new Map((plan.resource_drift ?? []).map((change) => [change.address, change]));
  if (mode === "drift") {
    return [...drift.values()].map((change) => describe(change, change)).filter(tellsSomething);
  }
  const changes = (plan.resource_changes ?? []).filter(
    (change) => change.mode === "managed" && (happens(change) || drift.has(change.address)),
  );
  return changes.map((change) => describe(change, drift.get(change.address))).filter(tellsSomething);
}

/** Nearly all of a large plan does not, and is not taken apart. */
function happens({ change: { actions }, previous_address }: ResourceChange): boolean {
  return actions.some((action) => action !== "no-op") || previous_address !== undefined;
}

function tellsSomething({ action, fields }: ResourceReport): boolean {
  return action !== "none" || fields.length > 0;
}

/** What is told of a resource that is not there any more. */
const goneField: FieldChange = { path: "(all of it)", origin: "cluster", before: "was there", after: "is gone" };

/**
 * @param change what is planned, or the drift itself where only that is asked for
 * @param drift what changed on the cluster since the last apply
 */
function describe(change: ResourceChange, drift: ResourceChange | undefined): ResourceReport {
  const alone = change === drift;
  const action = alone ? "none" : actionOf(change);
  const wanted = withUnknown(leaves(change.type, change.change.after, change.change.after_sensitive), change);
  const actual = leaves(change.type, change.change.before, change.change.before_sensitive);
  const applied = drift ? leaves(drift.type, drift.change.before, drift.change.before_sensitive) : actual;

  const onCluster = new Set(drift ? differences(applied, alone ? wanted : actual).map(({ path }) => path) : []);
  const inProgram = new Set(differences(applied, wanted).map(({ path }) => path));
  const originOf = (path: string): Origin =>
    !onCluster.has(path) ? "configuration" : inProgram.has(path) && !alone ? "both" : "cluster";

  const gone = drift?.change.actions.includes("delete") === true;
  const shown = gone ? [] : differences(actual, wanted);
  // What drifted and is not mended, as it stands in the program like that too by now, is told all the same.
  const agreed = gone || alone || action !== "none" ? [] : differences(applied, actual);
  const fields = [...shown, ...agreed].map((difference) =>
    fieldChange(change.type, difference, alone || agreed.includes(difference) ? "cluster" : originOf(difference.path)),
  );
  return {
    address: change.address,
    type: change.type,
    name: nameOf(change),
    ...namespaceOf(change),
    action,
    origin: gone ? "cluster" : overall(fields.map(({ origin }) => origin)),
    fields: gone ? [goneField] : fields,
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

function actionOf({ change: { actions }, previous_address }: ResourceChange): Action {
  if (actions.includes("delete") && actions.includes("create")) {
    return "replace";
  }
  for (const action of ["create", "update", "delete", "forget"] as const) {
    if (actions.includes(action)) {
      return action;
    }
  }
  return previous_address === undefined ? "none" : "move";
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

/** What a resource becomes, or was where it goes, with its secrets in covers. */
function shownValues({ before, after, before_sensitive, after_sensitive }: Change): Record<string, unknown> {
  const [values, marks] = after === null ? [before, before_sensitive] : [after, after_sensitive];
  return hideSensitive(values ?? {}, marks) as Record<string, unknown>;
}

function namespaceOf({ type, change }: ResourceChange): { readonly namespace?: string } {
  const namespace = type === "nomad_job" ? jobSeal(change).namespace : shownValues(change).namespace;
  return typeof namespace === "string" && namespace !== "" ? { namespace } : {};
}

/** The attributes of a resource by their paths; of a job those of its specification. */
export function leaves(type: string, values: Values, sensitive: unknown): Leaves {
  if (values === null) {
    return new Map();
  }
  const shown = hideSensitive(values, sensitive) as Record<string, unknown>;
  if (type !== "nomad_job") {
    return leavesOf(byPath(type, shown));
  }
  const settings = Object.fromEntries(Object.entries(shown).filter(([key]) => !DERIVED.has(key)));
  const { jobspec } = shown;
  const all = new Map(leavesOf(jobspec instanceof Hidden ? { jobspec } : specificationOf(jobspec)));
  for (const [path, value] of leavesOf(settings)) {
    all.set(`terraform.${path}`, value);
  }
  return all;
}

/** Keys under their paths, unless a path is a secret. */
function byPath(type: string, values: Readonly<Record<string, unknown>>): unknown {
  const block = KEYS[type];
  const keys = block === undefined ? undefined : values[block];
  if (block === undefined || !Array.isArray(keys) || keys.some((key) => typeof key?.path !== "string")) {
    return values;
  }
  return { ...values, [block]: Object.fromEntries(keys.map(({ path, ...rest }) => [path, rest])) };
}

/** What only the apply will tell is a value of its own, or it would look as if it went away. */
function withUnknown(known: Leaves, { type, change }: ResourceChange): Leaves {
  const all = new Map(known);
  for (const [path, unknown] of leavesOf(change.after_unknown)) {
    const open = unknown === true || (Array.isArray(unknown) && unknown.includes(true));
    if (open && (type !== "nomad_job" || !DERIVED.has(path.split(".")[0] ?? ""))) {
      all.set(path, "(known after apply)");
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
  const job = typeof jobspec === "string" ? wireOf(jobspec) : {};
  const registers = actions.includes("create") || actions.includes("update");
  return {
    namespace: String(after?.namespace ?? before?.namespace ?? job.Namespace ?? "default"),
    id: String(after?.id ?? before?.id ?? job.ID ?? ""),
    ...(registers && typeof after?.jobspec === "string" && { specification: hashOf(after.jobspec) }),
  };
}
