import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { CodedError } from "../../errors";
import type { StackReport } from "../report/report";
import { hashOf } from "../secrets/hash";
import type { Stack } from "../stack/stack";
import { type Affected, affectedBy } from "./affected";
import { Digester, type Part, parts, readFacts, type StackFacts } from "./facts";
import { NotProvable } from "./not-provable";
import { readProof, type StoredProof, unsealed, writeProof } from "./proof-file";
import { Readers } from "./reader";

/** Milliseconds after which a proof counts no more, so that Terraform compares every object at least once a day. */
const VALID = 24 * 60 * 60 * 1000;

/** What changed, by the part that differs. */
const CHANGED: Readonly<Record<Part, string>> = {
  state: "the state changed",
  program: "the program changed",
  programs: "Terraform, a provider, or their settings file changed",
  settings: "a variable that Terraform or a provider reads changed",
  cluster: "the servers or keys of the cluster changed",
  rights: "the rights of the token changed",
};

/** Whether a plan was proved, and what stores the proof of the next one. */
export interface Proving {
  /** Present if nothing changed since an earlier plan without changes. */
  readonly proved?: {
    /** When that plan was made, ISO 8601 in UTC. */
    readonly since: string;
    /** The reports of the stacks. */
    readonly reports: readonly StackReport[];
  };
  /** Present if most resources did not change since an earlier plan without changes, so that Terraform needs to compare the others only. */
  readonly partial?: PartialProof;
  /** Why nothing is proved, or why Terraform compares everything. */
  readonly reason?: string;
  /** Whether no plan of this program can be proved, whatever happened since the last one. */
  readonly isImpossible: boolean;
  /**
   * Stores a proof if the reports have nothing to do and nothing to warn of, and nothing changed while Terraform planned.
   *
   * @param isWhole whether Terraform compared everything
   * @throws Error if it cannot be written next to the state
   */
  readonly store: (reports: readonly StackReport[], isWhole: boolean) => Promise<void>;
}

/** What Terraform needs to compare; everything else is proved. */
export interface PartialProof {
  /** When the earlier plan was made, ISO 8601 in UTC. */
  readonly since: string;
  /** The addresses to compare, by the name of the stack. Terraform compares everything in a stack that is not named here. */
  readonly addresses: ReadonlyMap<string, readonly string[]>;
  /** The reports of stacks in which nothing changed, by name. */
  readonly unchanged: ReadonlyMap<string, StackReport>;
  /** How many resources and outputs need not be compared. */
  readonly proved: number;
}

/** Options of a proof. */
export interface ProveOptions {
  /** The path of Terraform or OpenTofu. */
  readonly engine: string;
  /** @default process.env */
  readonly environment?: NodeJS.ProcessEnv;
  /** @default - the time now, in milliseconds */
  readonly now?: number;
}

/** Compares all that the reports of stacks depend on with the last plan without changes. All stacks have a proof, or none is used. */
export async function prove(stacks: readonly Stack[], options: ProveOptions): Promise<Proving> {
  const { engine, environment = process.env, now = Date.now() } = options;
  const read = async () => {
    const readers = new Readers();
    const shared = { engine, environment, readers, hashes: new Map<string, string>(), now };
    const facts = await Promise.all(stacks.map((stack) => readFacts(stack, shared)));
    return { facts, indexes: readers.indexes };
  };
  const first = await read().catch(notProvable);
  if (first instanceof NotProvable) {
    return { isImpossible: !first.isTemporary, reason: first.message, store: async () => {} };
  }
  const proofs = await Promise.all(stacks.map((stack) => readProof(stack, environment)));
  const compared = first.facts.map((facts, at) => compare(facts, proofs[at], first.indexes, now));
  const walked = compared.flatMap((one) => one.walked ?? []).sort()[0] ?? "";
  const store = async (reports: readonly StackReport[], isWhole: boolean) => {
    if (!reports.every(isEmpty)) {
      return;
    }
    // What Terraform saw is known only if it is what was there before and afterwards.
    const again = await read().catch(notProvable);
    if (again instanceof NotProvable || !isSame(first.facts, again.facts)) {
      return;
    }
    const at = new Date(now).toISOString();
    const times = { at, walked: isWhole ? at : walked };
    await Promise.all(again.facts.map((one) => writeProof(one.stack, sealed(one, again.indexes, times), environment)));
  };
  const reason = compared.find((one) => one.reason !== undefined)?.reason;
  if (reason !== undefined || compared.length === 0) {
    return { isImpossible: false, ...(reason !== undefined && { reason }), store };
  }
  const since = compared.flatMap((one) => one.at ?? []).sort()[0] ?? "";
  if (compared.every(({ changed = [] }) => changed.length === 0)) {
    return { isImpossible: false, proved: { since, reports: first.facts.map(emptyReport) }, store };
  }
  return { isImpossible: false, ...partly(first.facts, compared, since), store };
}

/** A stack compared with its last plan without changes. */
interface Compared {
  /** When that plan was made. */
  readonly at?: string;
  readonly walked?: string;
  /** The addresses of what changed since. */
  readonly changed?: readonly string[];
  /** Why anything may have changed. */
  readonly reason?: string;
}

/** Compares a stack with its last plan without changes. */
function compare(
  facts: StackFacts,
  proof: StoredProof | undefined,
  indexes: Readonly<Record<string, number>>,
  now: number,
): Compared {
  const because = (reason: string) => ({ reason: `${facts.stack.name}: ${reason}` });
  if (!proof) {
    return because("there is no proof of an earlier plan without changes");
  }
  if (now < Date.parse(proof.at)) {
    return because("the last plan was made in the future: the clock was set back");
  }
  if (now - Date.parse(proof.walked) > VALID) {
    return because("the last plan without changes is more than a day old");
  }
  const digester = new Digester(facts, proof.salt);
  const digests = digester.parts();
  const part = parts.find((one) => digests[one] !== proof.digests[one]);
  if (part !== undefined) {
    return because(CHANGED[part]);
  }
  if (proof.seal !== digester.of(unsealed(proof).text)) {
    return because("the file with the proof was changed");
  }
  const back = Object.entries(indexes).find(([request, index]) => index < (proof.indexes[request] ?? 0));
  if (back) {
    return because(`the index of ${back[0]} went back, as after the restore of a snapshot`);
  }
  const known = new Set(proof.items);
  const changed = facts.items.filter((item) => !known.has(digester.item(item) ?? ""));
  return { at: proof.at, walked: proof.walked, changed: changed.map(({ address }) => address) };
}

/** Returns what Terraform has to compare, or why that is everything. */
function partly(
  facts: readonly StackFacts[],
  compared: readonly Compared[],
  since: string,
): Pick<Proving, "partial" | "reason"> {
  const affected = new Map<string, Affected>();
  for (const [at, one] of facts.entries()) {
    const { changed = [] } = compared[at] ?? {};
    const found = affectedBy(one, changed);
    if (typeof found === "string") {
      return { reason: `${one.stack.name}: ${found}` };
    }
    affected.set(one.stack.name, found);
  }
  // The saved plan of another stack shows whether it has what this one loses.
  const loses = [...affected.values()].some((one) => one.loses);
  const isUnchanged = ({ stack }: StackFacts) => affected.get(stack.name)?.addresses.length === 0;
  const addresses = new Map(
    [...affected].filter(([, one]) => one.addresses.length > 0).map(([name, one]) => [name, one.addresses]),
  );
  const unchanged = loses ? [] : facts.filter(isUnchanged);
  const total = facts.filter((one) => !loses || !isUnchanged(one)).flatMap(({ items }) => items).length;
  const proved = total - [...addresses.values()].flat().length;
  const reports = new Map(unchanged.map((one) => [one.stack.name, emptyReport(one)]));
  return { partial: { since, addresses, unchanged: reports, proved } };
}

function sealed(
  facts: StackFacts,
  indexes: Readonly<Record<string, number>>,
  times: Pick<StoredProof, "at" | "walked">,
): StoredProof {
  const salt = randomBytes(32).toString("hex");
  const digester = new Digester(facts, salt);
  const items = facts.items.flatMap((item) => digester.item(item) ?? []).sort();
  const { body, text } = unsealed({ ...times, salt, digests: digester.parts(), items, indexes });
  return { ...body, seal: digester.of(text) };
}

function isSame(before: readonly StackFacts[], after: readonly StackFacts[]): boolean {
  return before.every((one, at) => {
    const other = after[at];
    const essences = (items: StackFacts["items"] = []) =>
      JSON.stringify(items.map(({ stored, text }) => [stored, text]));
    return (
      parts.every((part) => one.parts[part] === other?.parts[part]) && essences(one.items) === essences(other?.items)
    );
  });
}

/** Whether a report has nothing to do and nothing to say. */
function isEmpty({ resources, problems, outputs = [], seal }: StackReport): boolean {
  return resources.length + problems.length + outputs.length === 0 && seal !== undefined;
}

function emptyReport({ stack, state }: StackFacts): StackReport {
  const { name, dependencies } = stack;
  const configuration = hashOf(readFileSync(stack.file));
  return { name, dependencies, resources: [], problems: [], seal: { configuration, state: state.version } };
}

/**
 * Returns an error as one that only prevents the proof: Terraform reports what else it means. The message of an unknown error is left
 * out, because that of a parser repeats what it read.
 */
function notProvable(error: unknown): NotProvable {
  if (error instanceof NotProvable) {
    return error;
  }
  return new NotProvable(
    error instanceof CodedError ? error.message : `an unexpected error (${(error as Error).name})`,
  );
}
