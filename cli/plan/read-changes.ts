import { createHash } from "node:crypto";
import { type Difference, differences, type Leaves, leavesOf } from "./differences";
import type { Change, PlanFile, ResourceChange, Values } from "./plan-file";
import type { Action, FieldChange, JobSeal, Origin, ResourceReport } from "./report";
import { isSecretName, masked, maskText } from "./secrets";
import { specificationOf, wireOf } from "./specification";

/** The longest value that is shown whole, in characters. */
const LONGEST = 200;

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

/** Types all of whose contents are secret, with the attribute that holds it. */
const SECRET_ATTRIBUTES: Readonly<Record<string, RegExp>> = {
  nomad_variable: /^items(_wo)?(\.|$)/,
  nomad_acl_token: /^secret_id$/,
  nomad_acl_auth_method: /(secret|private_key|client_assertion)/i,
  consul_acl_token: /secret/i,
  consul_acl_auth_method: /(secret|jwt|config_json|config\.)/i,
  consul_keys: /^key\..*\.value$/,
  consul_key_prefix: /^subkeys(\.|$)|^subkey\..*\.value$/,
};

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

/** SHA-256 of a text, in hexadecimal. */
export function hashOf(text: string | Buffer): string {
  return createHash("sha256").update(text).digest("hex");
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

/**
 * The same values with every secret in a cover. It is compared by its hash, so that a change of it is seen and nothing of it
 * is kept. Marks stand by position, so this comes before lists are told by name.
 */
function hideSensitive(value: unknown, marks: unknown): unknown {
  const marksOf = (key: string) =>
    marks === true ? true : (marks as Record<string, unknown> | null | undefined)?.[key];
  if (Array.isArray(value)) {
    const parts = value.map((item, index) => hideSensitive(item, marksOf(String(index))));
    return parts.some((part) => part instanceof Hidden) ? new Hidden(value) : parts;
  }
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, hideSensitive(inner, marksOf(key))]));
  }
  return marks === true && value !== null && value !== undefined ? new Hidden(value) : value;
}

class Hidden {
  readonly hash: string;

  constructor(value: unknown) {
    this.hash = hashOf(JSON.stringify(value));
  }
}

/** A difference as it may be told: without secrets, and of long texts only the lines that differ. */
export function fieldChange(type: string, { path, before, after }: Difference, origin: Origin): FieldChange {
  const [old, fresh] = onlyWhatDiffers(show(type, path, before), show(type, path, after));
  return {
    path: maskText(path),
    origin,
    ...(old !== undefined && { before: shorten(old) }),
    ...(fresh !== undefined && { after: shorten(fresh) }),
  };
}

type Shown = string | undefined;

/** Of two long texts the lines that only one of them has. They are masked before: of a key only its frame tells what it is. */
function onlyWhatDiffers(before: Shown, after: Shown): [Shown, Shown] {
  if (before === undefined || after === undefined || !`${before}${after}`.includes("\n")) {
    return [before, after];
  }
  if (before === after) {
    return [masked, masked];
  }
  const [old, fresh] = [before.split("\n"), after.split("\n")];
  const without = (lines: readonly string[], others: readonly string[]) =>
    lines.filter((line) => !others.includes(line)).join("\n");
  const [gone, come] = [without(old, fresh), without(fresh, old)];
  return gone === "" && come === "" ? [before, after] : [gone, come]; // only moved
}

function show(type: string, path: string, value: unknown): Shown {
  if (value === undefined) {
    return undefined;
  }
  const last = path.slice(path.lastIndexOf(".") + 1);
  if (value instanceof Hidden || SECRET_ATTRIBUTES[type]?.test(path) || isSecretName(last)) {
    return masked;
  }
  return maskText(typeof value === "string" ? value : JSON.stringify(hideArguments(value)));
}

function shorten(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}… (${text.length} characters)` : text;
}

/** Hides the argument behind `--password` and the like, which only its place tells. */
function hideArguments(value: unknown): unknown {
  if (!Array.isArray(value)) {
    return value;
  }
  const isSecretFlag = (word: unknown) => typeof word === "string" && /^--?[\w-]+$/.test(word) && isSecretName(word);
  return value.map((word, index) => (isSecretFlag(value[index - 1]) ? masked : word));
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
