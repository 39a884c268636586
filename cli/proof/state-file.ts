import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { ConsulClient } from "../../clients";
import { isPlainObject } from "../../constructs/spec/json";
import { backendOf } from "../stack/backend";
import type { Attributes } from "../stack/resource";
import type { Stack } from "../stack/stack";
import { NotProvable } from "./not-provable";

/** A resource in a state. */
export interface StateObject {
  readonly address: string;
  readonly type: string;
  readonly name: string;
  readonly values: Attributes;
  /** The private data of the provider, decoded. */
  readonly remembered: string;
}

/** A state as it is stored. */
export interface StoredState {
  readonly text: string;
  readonly objects: readonly StateObject[];
}

/** The parts of a state's JSON that are read. */
interface StateJson {
  readonly version?: number;
  readonly resources?: readonly {
    readonly module?: string;
    readonly mode: string;
    readonly type: string;
    readonly name: string;
    readonly instances: readonly {
      readonly index_key?: unknown;
      readonly deposed?: unknown;
      readonly status?: unknown;
      readonly attributes?: Attributes;
      readonly private?: string;
    }[];
  }[];
}

/**
 * Reads the state of a stack without Terraform.
 *
 * @throws NotProvable if there is no state, if it is in a place or in a form that only Terraform reads, or if it contains an object
 * that no list shows
 */
export async function readState(stack: Stack, environment: NodeJS.ProcessEnv): Promise<StoredState> {
  const backend = backendOf(stack, environment);
  const text =
    backend.kind === "local"
      ? existsSync(backend.file) && readFileSync(backend.file, "utf8")
      : backend.kind === "consul"
        ? await readFromConsul(new ConsulClient(backend.consul), backend.path)
        : undefined;
  if (text === undefined) {
    throw new NotProvable("only Terraform can read its state");
  }
  if (text === false) {
    throw new NotProvable("it has no state yet", true);
  }
  return { text, objects: objectsIn(text) };
}

/** Returns a state of Consul's KV store, which Terraform compresses, and splits if it is longer than a value may be. */
async function readFromConsul(consul: ConsulClient, key: string): Promise<string | false> {
  const first = await entryOf(consul, key);
  if (!first) {
    return false;
  }
  const chunks = chunksOf(first);
  const parts = chunks ? await Promise.all(chunks.map((chunk) => entryOf(consul, chunk))) : [first];
  const whole = Buffer.concat(
    parts.map((part) => {
      if (!part) {
        throw new NotProvable("a part of its state is missing");
      }
      return part;
    }),
  );
  return (isGzip(whole) ? gunzipSync(whole) : whole).toString("utf8");
}

async function entryOf(consul: ConsulClient, key: string): Promise<Buffer | undefined> {
  const { status, text } = await consul.send("GET", `/v1/kv/${key}`);
  if (status !== 200 && status !== 404) {
    throw new NotProvable("its state cannot be read");
  }
  const [entry] = status === 200 ? (JSON.parse(text) as readonly { readonly Value: string | null }[]) : [];
  return entry && Buffer.from(entry.Value ?? "", "base64");
}

/** Returns the keys with the parts of a state; nothing if the value is the state itself. */
function chunksOf(value: Buffer): readonly string[] | undefined {
  const parsed = isGzip(value) ? undefined : parse(value.toString("utf8"));
  return isPlainObject(parsed) && "current-hash" in parsed && Array.isArray(parsed.chunks)
    ? (parsed.chunks as readonly string[])
    : undefined;
}

function isGzip(value: Buffer): boolean {
  return value[0] === 0x1f && value[1] === 0x8b;
}

function objectsIn(text: string): readonly StateObject[] {
  const state = parse(text) as StateJson | undefined;
  if (state?.version !== 4 || !Array.isArray(state.resources)) {
    throw new NotProvable("its state has another form than Terraform's version 4");
  }
  return state.resources.map(({ module, mode, type, name, instances }) => {
    const address = `${type}.${name}`;
    const [instance] = instances;
    if (mode !== "managed" || module !== undefined) {
      throw new NotProvable(`its state has a ${mode === "data" ? "data source" : "module"}, ${address}`);
    }
    const isPlain =
      instance && [instance.index_key, instance.deposed, instance.status].every((one) => one === undefined);
    if (instances.length !== 1 || !isPlain || instance.attributes === undefined) {
      throw new NotProvable(`${address} is not exactly one complete object in its state`);
    }
    const remembered = Buffer.from(instance.private ?? "", "base64").toString("utf8");
    return { address, type, name, values: instance.attributes, remembered };
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
