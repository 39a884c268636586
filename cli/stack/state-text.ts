import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { ConsulClient } from "../../clients";
import { isPlainObject } from "../../constructs/spec/json";
import type { Backend } from "./backend";
import type { Stack } from "./stack";

/** Thrown where a state cannot be read without Terraform; the message is the reason. */
// no code: it ends no command, and its message completes another one
export class StateUnreadable extends Error {}

/** Reads the state of a stack with Terraform; an empty text if there is no state yet. It throws a `CodedError` if Terraform cannot read it. */
export type PullState = (stack: Stack) => Promise<string>;

/**
 * Reads the text of a state without Terraform.
 *
 * @returns undefined if there is no state yet
 * @throws StateUnreadable if the state is in a place that only Terraform reads, or if it cannot be read
 */
export async function readStateText(backend: Backend): Promise<string | undefined> {
  switch (backend.kind) {
    case "local":
      return existsSync(backend.file) ? readFileSync(backend.file, "utf8") : undefined;
    case "consul":
      return readFromConsul(new ConsulClient(backend.consul), backend.path);
    default:
      throw new StateUnreadable("only Terraform can read its state");
  }
}

/** Returns a state of Consul's KV store, which Terraform compresses, and splits if it is longer than a value may be. */
async function readFromConsul(consul: ConsulClient, key: string): Promise<string | undefined> {
  const first = await entryOf(consul, key);
  if (!first) {
    return undefined;
  }
  const chunks = chunksOf(first);
  const parts = chunks ? await Promise.all(chunks.map((chunk) => entryOf(consul, chunk))) : [first];
  const whole = Buffer.concat(
    parts.map((part) => {
      if (!part) {
        throw new StateUnreadable("a part of its state is missing");
      }
      return part;
    }),
  );
  return (isGzip(whole) ? gunzipSync(whole) : whole).toString("utf8");
}

async function entryOf(consul: ConsulClient, key: string): Promise<Buffer | undefined> {
  const { status, text } = await consul.send("GET", `/v1/kv/${key}`);
  if (status !== 200 && status !== 404) {
    throw new StateUnreadable("its state cannot be read");
  }
  const [entry] = status === 200 ? (JSON.parse(text) as readonly { readonly Value: string | null }[]) : [];
  return entry && Buffer.from(entry.Value ?? "", "base64");
}

/** Returns the keys with the parts of a state; nothing if the value is the state itself. */
function chunksOf(value: Buffer): readonly string[] | undefined {
  const parsed = isGzip(value) ? undefined : parseState(value.toString("utf8"));
  return isPlainObject(parsed) && "current-hash" in parsed && Array.isArray(parsed.chunks)
    ? (parsed.chunks as readonly string[])
    : undefined;
}

function isGzip(value: Buffer): boolean {
  return value[0] === 0x1f && value[1] === 0x8b;
}

/** Parses a text; undefined if it is not JSON. */
export function parseState(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
