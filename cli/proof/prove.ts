import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { CodedError } from "../../errors";
import type { StackReport } from "../report/report";
import { hashOf } from "../secrets/hash";
import type { Stack } from "../stack/stack";
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
  objects: "an object on the cluster changed",
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
  /** Why nothing is proved. */
  readonly reason?: string;
  /** Whether no plan of this program can be proved, whatever happened since the last one. */
  readonly isImpossible: boolean;
  /**
   * Stores a proof if the reports have nothing to do and nothing to warn of, and nothing changed while Terraform planned.
   *
   * @throws Error if it cannot be written next to the state
   */
  readonly store: (reports: readonly StackReport[]) => Promise<void>;
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

/** Compares all that the reports of stacks depend on with the last plan without changes. All stacks are proved, or none is. */
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
  const store = async (reports: readonly StackReport[]) => {
    if (!reports.every(isEmpty)) {
      return;
    }
    // What Terraform saw is known only if it is what was there before and afterwards.
    const again = await read().catch(notProvable);
    if (again instanceof NotProvable || !isSame(first.facts, again.facts)) {
      return;
    }
    await Promise.all(again.facts.map((one) => writeProof(one.stack, sealed(one, again.indexes, now), environment)));
  };
  const compared = await Promise.all(
    first.facts.map(async (one) => compare(one, await readProof(one.stack, environment), first.indexes, now)),
  );
  const reason = compared.find((one) => one.reason !== undefined)?.reason;
  if (reason !== undefined || compared.length === 0) {
    return { isImpossible: false, ...(reason !== undefined && { reason }), store };
  }
  const since = compared.flatMap((one) => one.at ?? []).sort()[0] ?? "";
  return { isImpossible: false, proved: { since, reports: first.facts.map(emptyReport) }, store };
}

/** Returns when a stack was planned last, or why it is not known to be as it was then. */
function compare(
  facts: StackFacts,
  proof: StoredProof | undefined,
  indexes: Readonly<Record<string, number>>,
  now: number,
): { readonly at?: string; readonly reason?: string } {
  const because = (reason: string) => ({ reason: `${facts.stack.name}: ${reason}` });
  if (!proof) {
    return because("there is no proof of an earlier plan without changes");
  }
  const age = now - Date.parse(proof.at);
  if (age < 0) {
    return because("the last plan was made in the future: the clock was set back");
  }
  if (age > VALID) {
    return because("the last plan without changes is more than a day old");
  }
  const digester = new Digester(facts, proof.salt);
  const digests = digester.parts();
  const changed = parts.find((part) => digests[part] !== proof.digests[part]);
  if (changed !== undefined) {
    return because(CHANGED[changed]);
  }
  if (proof.seal !== digester.of(unsealed(proof).text)) {
    return because("the file with the proof was changed");
  }
  const back = Object.entries(indexes).find(([request, index]) => index < (proof.indexes[request] ?? 0));
  return back ? because(`the index of ${back[0]} went back, as after the restore of a snapshot`) : { at: proof.at };
}

function sealed(facts: StackFacts, indexes: Readonly<Record<string, number>>, now: number): StoredProof {
  const salt = randomBytes(32).toString("hex");
  const digester = new Digester(facts, salt);
  const { body, text } = unsealed({ at: new Date(now).toISOString(), salt, digests: digester.parts(), indexes });
  return { ...body, seal: digester.of(text) };
}

function isSame(before: readonly StackFacts[], after: readonly StackFacts[]): boolean {
  return before.every((one, at) => parts.every((part) => one.parts[part] === after[at]?.parts[part]));
}

/** Whether a report has nothing to do and nothing to say. */
function isEmpty({ resources, problems, outputs = [], seal }: StackReport): boolean {
  return resources.length + problems.length + outputs.length === 0 && seal !== undefined;
}

function emptyReport({ stack, state }: StackFacts): StackReport {
  const { name, dependencies } = stack;
  const configuration = hashOf(readFileSync(stack.file));
  return { name, dependencies, resources: [], problems: [], seal: { configuration, state } };
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
