import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ConsulClient } from "../../clients";
import { type Backend, backendOf } from "../stack/backend";
import type { Stack } from "../stack/stack";
import type { ClusterIdentity } from "./cluster-identity";

/** The cluster that the last apply of a stack wrote to. */
export interface RememberedCluster {
  /** When it was written, ISO 8601 in UTC. */
  readonly at: string;
  readonly environment?: string;
  readonly lab?: string;
  /** The address of Nomad, for messages. */
  readonly address?: string;
  readonly identity: ClusterIdentity;
}

/** A record, and where it is. */
export interface FoundCluster {
  readonly cluster: RememberedCluster;
  /** The file, or the key in Consul's KV store. */
  readonly place: string;
}

/**
 * Returns the cluster of a stack's state. Nothing is remembered for a state without resources, and for a backend other than a
 * local file or Consul.
 */
export async function rememberedCluster(
  stack: Stack,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<FoundCluster | undefined> {
  const backend = backendOf(stack, environment);
  if (backend.kind === "local") {
    const file = fileOf(backend.file);
    const cluster = hasResources(backend.file) && existsSync(file) ? parse(readFileSync(file, "utf8")) : undefined;
    return cluster && { cluster, place: path.relative(process.cwd(), file) };
  }
  if (backend.kind === "consul") {
    const consul = new ConsulClient(backend.consul);
    const key = keyOf(backend);
    const { status, text } = await consul.send("GET", `/v1/kv/${key}?raw`);
    const cluster = status === 200 ? parse(text) : undefined;
    return cluster && { cluster, place: `the key ${key} in consul` };
  }
  return undefined;
}

/**
 * Writes the cluster next to the state, where the next plan finds it.
 *
 * @throws Error if the file cannot be written, or Consul does not accept the key
 */
export async function rememberCluster(
  stack: Stack,
  cluster: RememberedCluster,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  const backend = backendOf(stack, environment);
  const text = `${JSON.stringify(cluster, null, 2)}\n`;
  if (backend.kind === "local" && existsSync(path.dirname(backend.file))) {
    writeFileSync(fileOf(backend.file), text);
  } else if (backend.kind === "consul") {
    await new ConsulClient(backend.consul).request("PUT", `/v1/kv/${keyOf(backend)}`, { body: text });
  }
}

/** Beside the state, with a name that the `.gitignore` of a state matches. */
function fileOf(state: string): string {
  return `${state}.cluster.json`;
}

/** Below the state's key, as Terraform's own lock is. */
function keyOf({ path: key }: Extract<Backend, { kind: "consul" }>): string {
  return `${key}/.cluster`;
}

function hasResources(state: string): boolean {
  try {
    const { resources } = JSON.parse(readFileSync(state, "utf8")) as { readonly resources?: readonly unknown[] };
    return (resources ?? []).length > 0;
  } catch {
    return false; // it does not exist, or Terraform was killed while it wrote it
  }
}

function parse(text: string): RememberedCluster | undefined {
  try {
    return JSON.parse(text) as RememberedCluster;
  } catch {
    return undefined;
  }
}
