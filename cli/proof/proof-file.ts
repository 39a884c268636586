import { chmodSync, existsSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { ConsulClient } from "../../clients";
import { isPlainObject } from "../../constructs/spec/json";
import { backendOf } from "../stack/backend";
import type { Stack } from "../stack/stack";
import { type Part, parts } from "./facts";

/** The form of the file; any other one proves nothing. */
const FORMAT = "cdknomad.proof/2";

/** What a plan without changes depended on. It contains no value of the program, the state, or the cluster. */
export interface StoredProof {
  readonly format: typeof FORMAT;
  /** When the plan began, ISO 8601 in UTC. */
  readonly at: string;
  /** When the last plan began in which Terraform compared everything. */
  readonly walked: string;
  /** Random text that makes equal values of two proofs look different, in hexadecimal. */
  readonly salt: string;
  readonly digests: Readonly<Record<Part, string>>;
  /** A digest of each resource and output, sorted, in Base64. */
  readonly items: readonly string[];
  /** The index of each answer of a server, by the request. */
  readonly indexes: Readonly<Record<string, number>>;
  /** Digest of all other fields, for a file that was truncated or changed. */
  readonly seal: string;
}

/** Returns a proof without its seal, and the text that the seal is made of. */
export function unsealed(proof: Omit<StoredProof, "format" | "seal">): {
  readonly body: Omit<StoredProof, "seal">;
  readonly text: string;
} {
  const { at, walked, salt, digests, items, indexes } = proof;
  const body = { format: FORMAT, at, walked, salt, digests, items, indexes } as const;
  const inOrder = (record: Readonly<Record<string, unknown>>) => Object.entries(record).sort();
  return { body, text: JSON.stringify([FORMAT, at, walked, salt, inOrder(digests), items, inOrder(indexes)]) };
}

/**
 * Returns the proof next to the state of a stack; nothing if there is none that can be trusted: other users must not be able to write
 * a file, and it must be whole.
 */
export async function readProof(stack: Stack, environment: NodeJS.ProcessEnv): Promise<StoredProof | undefined> {
  const backend = backendOf(stack, environment);
  if (backend.kind === "local") {
    const file = fileOf(backend.file);
    return existsSync(file) && isOwn(file) ? parse(readFileSync(file, "utf8")) : undefined;
  }
  if (backend.kind === "consul") {
    const { status, text } = await new ConsulClient(backend.consul).send("GET", `/v1/kv/${keyOf(backend.path)}?raw`);
    return status === 200 ? parse(text) : undefined;
  }
  return undefined;
}

/**
 * Writes the proof next to the state.
 *
 * @throws Error if the file cannot be written, or Consul does not accept the key
 */
export async function writeProof(stack: Stack, proof: StoredProof, environment: NodeJS.ProcessEnv): Promise<void> {
  const backend = backendOf(stack, environment);
  const text = `${JSON.stringify(proof, null, 2)}\n`;
  if (backend.kind === "local") {
    const file = fileOf(backend.file);
    const temporary = `${file}.${process.pid}`;
    writeFileSync(temporary, text, { mode: 0o600 });
    chmodSync(temporary, 0o600); // the file of an interrupted run may have another mode
    renameSync(temporary, file);
  } else if (backend.kind === "consul") {
    await new ConsulClient(backend.consul).request("PUT", `/v1/kv/${keyOf(backend.path)}`, { body: text });
  }
}

/** Next to the state, with a name that the `.gitignore` of a state matches. */
function fileOf(state: string): string {
  return `${state}.proof.json`;
}

/** Below the key of the state, where Terraform's own lock is. */
function keyOf(state: string): string {
  return `${state}/.proof`;
}

/** Whether nobody but this user, or root, can have written a file. */
function isOwn(file: string): boolean {
  const { mode, uid } = statSync(file);
  return (mode & 0o022) === 0 && [0, process.getuid?.() ?? uid].includes(uid);
}

function parse(text: string): StoredProof | undefined {
  let proof: unknown;
  try {
    proof = JSON.parse(text);
  } catch {
    return undefined; // it was truncated
  }
  if (
    !isPlainObject(proof) ||
    proof.format !== FORMAT ||
    !isPlainObject(proof.digests) ||
    !Array.isArray(proof.items) ||
    !isPlainObject(proof.indexes)
  ) {
    return undefined;
  }
  const { at, walked, salt, digests, items, indexes, seal } = proof;
  const isTime = (value: unknown) => typeof value === "string" && Number.isFinite(Date.parse(value));
  const isHash = (value: unknown) => typeof value === "string" && /^[0-9a-f]{64}$/.test(value);
  const isWhole =
    [at, walked].every(isTime) &&
    items.every((item) => typeof item === "string") &&
    [salt, seal, ...parts.map((part) => digests[part])].every(isHash) &&
    Object.values(indexes).every((index) => Number.isInteger(index));
  return isWhole ? (proof as unknown as StoredProof) : undefined;
}
