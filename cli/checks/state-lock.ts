import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ConsulClient } from "../../clients";
import { CodedError } from "../../errors";
import { lockHolder } from "../../tools/lock-holder";
import { type Backend, backendOf } from "../stack/backend";
import type { Stack } from "../stack/stack";
import { type Finding, problem } from "./finding";
import { unlockHttpState } from "./http-state";

/** Lock of a stack's state. */
export interface StateLock {
  readonly stack: string;
  /** Id that Terraform gave it; empty if its holder has not written the details yet. */
  readonly id: string;
  /** User and host, such as `root@ci-1`. */
  readonly who: string;
  /** When it was taken, ISO 8601 in UTC. */
  readonly since: string;
  /** What it was taken for: `plan` or `apply`. */
  readonly operation: string;
  /** Id of the process on this machine that has a local state open. */
  readonly process?: number;
  /** Session of Consul's that holds it. */
  readonly session?: string;
  /** Whether it remains after its holder was killed. @default false */
  readonly remains?: boolean;
}

/** What Terraform writes beside a lock. */
interface LockInfo {
  readonly ID: string;
  readonly Operation: string;
  readonly Who: string;
  readonly Created: string;
}

/** Marks a key as a lock for Consul's own clients, who take no other. */
const LOCK_FLAGS = "3304740253564472344";

/** How often, and after how many milliseconds, a holder is asked again who has not said yet who it is. */
const AGAIN = { times: 20, pause: 100 };

/** Who holds the lock of a stack's state; nothing when nobody does, or when the backend is one that cannot be asked. */
export async function lockOf(stack: Stack, environment?: NodeJS.ProcessEnv): Promise<StateLock | undefined> {
  for (let times = 1; ; times++) {
    const lock = await look(stack, environment);
    if (lock?.id !== "" || times === AGAIN.times) {
      return lock;
    }
    await sleep(AGAIN.pause);
  }
}

async function look(stack: Stack, environment?: NodeJS.ProcessEnv): Promise<StateLock | undefined> {
  const backend = backendOf(stack, environment);
  return backend.kind === "local"
    ? localLock(stack.name, backend.file)
    : backend.kind === "consul"
      ? consulLock(stack.name, backend)
      : undefined;
}

/**
 * Returns the lock that a message of Terraform describes, for a state that only Terraform can ask; nothing for any other state, and
 * for a message without a lock.
 */
export function lockInMessage(stack: Stack, message: string, environment?: NodeJS.ProcessEnv): StateLock | undefined {
  const { kind } = backendOf(stack, environment);
  const of = (name: string) => new RegExp(`^\\s*${name}: +(\\S.*)$`, "m").exec(message)?.[1] ?? "";
  const ID = of("ID");
  // Terraform shows its own attempt as the lock of a state on an HTTP server, and only the id of the lock that is held.
  const held = /already locked: ID=(\S+)/.exec(message)?.[1] ?? ID;
  if ((kind !== "http" && kind !== "other") || ID === "") {
    return undefined;
  }
  if (held !== ID) {
    return { ...describe(stack.name, undefined), id: held, remains: true };
  }
  // 2026-11-30 08:21:05.123456789 +0000 UTC
  const Created = of("Created").replace(/^(\S+) ([\d:]+)(\.\d+)? \+0000 UTC$/, "$1T$2Z");
  return { ...describe(stack.name, { ID, Operation: of("Operation"), Who: of("Who"), Created }), remains: true };
}

/** The finding about a lock: its holder, since when, and what to do. */
export function lockFinding({ stack, id, who, since, operation, process, session, remains }: StateLock): Finding {
  const holder = `${who || "somebody"}${process === undefined ? "" : `, process ${process},`}`;
  const details = [since && `since ${since}`, operation && `for ${operation}`].filter(Boolean).join(" ");
  const release = remains
    ? `wait for it; if that process is gone, release the lock with: cdknomad unlock ${stack} ${id}`
    : session === undefined
      ? "wait until that process ends"
      : `wait for it; if that process is gone, Consul lets go by itself within a minute, and at once with: cdknomad unlock ${stack} ${id || session}`;
  return problem(
    "state-locked",
    `${stack}: its state is locked by ${holder} ${details}`.trimEnd().concat(`; ${release}`),
  );
}

/**
 * The lock of a local state. The kernel knows whether a process holds it: the file with the details remains when a process
 * is killed, but the lock of the kernel does not. Without /proc, only Terraform itself can report it.
 */
function localLock(stack: string, file: string): StateLock | undefined {
  const process = lockHolder(file);
  if (process === undefined) {
    return undefined;
  }
  const details = path.join(path.dirname(file), `.${path.basename(file).replace(/^\./, "")}.lock.info`);
  const info = existsSync(details) ? parseInfo(readFileSync(details, "utf8")) : undefined;
  return { ...describe(stack, info), process };
}

async function consulLock(
  stack: string,
  { consul, path: key }: Extract<Backend, { kind: "consul" }>,
): Promise<StateLock | undefined> {
  const client = new ConsulClient(consul);
  const lock = await entry(client, `${key}/.lock`);
  if (!lock?.Session) {
    return undefined;
  }
  const info = await entry(client, `${key}/.lockinfo`);
  return {
    ...describe(stack, parseInfo(Buffer.from(info?.Value ?? "", "base64").toString("utf8"))),
    session: lock.Session,
  };
}

/**
 * Releases a lock of a local state, in Consul, or on an HTTP server, whatever its holder does.
 *
 * @throws Error when the stack's state is not locked, or not by this lock, or when the server refuses
 */
export async function unlock(stack: Stack, id: string, environment?: NodeJS.ProcessEnv): Promise<StateLock> {
  const backend = backendOf(stack, environment);
  if (backend.kind === "http") {
    await unlockHttpState(stack.name, backend, id);
    return describe(stack.name, undefined);
  }
  const lock = await lockOf(stack, environment);
  if (!lock) {
    throw new CodedError("lock-not-released", `${stack.name}: its state is not locked`);
  }
  if (id !== lock.id && id !== lock.session) {
    throw new CodedError(
      "lock-not-released",
      `${stack.name}: the lock has another id by now; ${lockFinding(lock).message}`,
    );
  }
  if (backend.kind !== "consul" || lock.session === undefined) {
    throw new CodedError(
      "lock-not-released",
      `${stack.name}: process ${lock.process} holds the lock of the local state as long as it lives; end it`,
    );
  }
  const { consul, path: key } = backend;
  const client = new ConsulClient(consul);
  // Released by name first: a session that ends with its lock keeps others from it for seconds.
  for (const [method, url] of [
    ["PUT", `/v1/kv/${key}/.lock?release=${lock.session}&flags=${LOCK_FLAGS}`],
    ["PUT", `/v1/session/destroy/${lock.session}`],
    ["DELETE", `/v1/kv/${key}/.lock`],
    ["DELETE", `/v1/kv/${key}/.lockinfo`],
  ] as const) {
    const { status, text } = await client.send(method, url);
    if (status !== 200) {
      throw new CodedError(
        "lock-not-released",
        `${stack.name}: the lock cannot be released: consul at ${consul.address} answered ${status}: ${text}`,
      );
    }
  }
  return lock;
}

interface Entry {
  readonly Session?: string;
  readonly Value: string | null;
}

/** An entry of the KV store; undefined if it does not exist or may not be read, which another check reports. */
async function entry(consul: ConsulClient, key: string): Promise<Entry | undefined> {
  const { status, text } = await consul.send("GET", `/v1/kv/${key}`);
  return status === 200 ? (JSON.parse(text) as readonly Entry[])[0] : undefined;
}

/** Nothing while its holder is still writing it. */
function parseInfo(text: string): LockInfo | undefined {
  try {
    return JSON.parse(text) as LockInfo;
  } catch {
    return undefined;
  }
}

function describe(stack: string, info: LockInfo | undefined): StateLock {
  const operation = info?.Operation.replace(/^OperationType/, "").toLowerCase() ?? "";
  const since = info?.Created.replace(/\.\d+Z$/, "Z") ?? "";
  return { stack, id: info?.ID ?? "", who: info?.Who ?? "", since, operation };
}
