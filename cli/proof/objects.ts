import { inParallel } from "../../clients";
import { hashOf } from "../secrets/hash";
import { consulAccess, nomadAccess } from "../stack/access";
import type { Stack } from "../stack/stack";
import { canonical } from "./canonical";
import { jobFacts } from "./jobs";
import { identityIn, identityOfEntry, type ListedType, listedTypes, productOf } from "./listed-types";
import { NotProvable } from "./not-provable";
import type { ObjectFact, ObjectFacts } from "./object-fact";
import { type Entry, findAll, type Reader, type Readers } from "./reader";
import type { StateObject } from "./state-file";

/** Returns what the servers say about objects of one type: a text for each object. */
type ReadFacts = (objects: readonly StateObject[], server: Reader, now: number) => Promise<readonly string[]>;

/** The types whose objects are read one by one, because no list shows them without their values. */
const singly: ReadonlyMap<string, ReadFacts> = new Map([
  ["consul_config_entry", (objects, server) => each(server, objects, (object) => [configEntryPath(object)])],
  ["consul_keys", (objects, server) => each(server, objects, keyPaths)],
  ["consul_key_prefix", (objects, server) => each(server, objects, (object) => [prefixPath(object)])],
  ["consul_prepared_query", (objects, server) => each(server, objects, (object) => [queryPath(object)])],
  ["consul_acl_token", tokenFacts],
  ["consul_acl_token_policy_attachment", tokenFacts],
  ["consul_acl_token_role_attachment", tokenFacts],
  ["nomad_scheduler_config", (objects, server) => Promise.all(objects.map(() => schedulerConfig(server)))],
]);

/**
 * Returns what the servers say about all objects of a state.
 *
 * @param now the time of this run, in milliseconds
 * @throws NotProvable if a list cannot be read, or an object is of a type without a list that shows its changes
 */
export async function objectFacts(
  stack: Stack,
  objects: readonly StateObject[],
  readers: Readers,
  environment: NodeJS.ProcessEnv,
  now: number,
): Promise<ObjectFacts> {
  const types = [...new Set(objects.map(({ type }) => type))].sort();
  const facts = types.map(async (type) => {
    const all = objects.filter((object) => object.type === type);
    const product = productOf(type);
    const access = product === "nomad" ? nomadAccess(stack, environment) : consulAccess(stack, environment);
    if (!access) {
      throw new NotProvable(`nothing says where the server of ${type} is`);
    }
    const server = readers.for(product, access);
    if (type === "nomad_job") {
      return jobFacts(stack, all, server);
    }
    const [listed, single] = [listedTypes.get(type), singly.get(type)];
    if (!listed && !single) {
      throw new NotProvable(`no list of the server shows all changes of a ${type}`);
    }
    if (listed) {
      return listFacts(listed, all, server, now);
    }
    const texts = (await single?.(all, server, now)) ?? [];
    return new Map(all.map(({ address }, at): [string, ObjectFact] => [address, { text: texts[at] ?? "" }]));
  });
  return new Map((await Promise.all(facts)).flatMap((some) => [...some]));
}

async function listFacts(
  listed: ListedType,
  objects: readonly StateObject[],
  server: Reader,
  now: number,
): Promise<ObjectFacts> {
  for (const { address, values } of objects) {
    const refused = listed.refused?.find((name) => values[name]);
    if (refused !== undefined) {
      throw new NotProvable(`${address} has a ${refused}`);
    }
  }
  const [entries = [], ...others] = await Promise.all(
    [listed.list, ...(listed.also ?? [])].map((path) => server.list(path)),
  );
  const found = new Map(entries.map((entry) => [identityOfEntry(listed, entry), entry]));
  const { one } = listed;
  const ones = one ? await each(server, objects, ({ values }) => [one(values)]) : [];
  const all = others.length === 0 ? "" : hashOf(canonical(others));
  return new Map(
    objects.map(({ address, values }, at): [string, ObjectFact] => {
      const entry = found.get(identityIn(listed, values));
      if (!entry) {
        return [address, { reason: `${server.client.product} does not list ${address} to the token` }];
      }
      requireIndex(address, entry);
      return [address, { text: canonical([entry, isExpired(entry, now), all, ones[at]]) }];
    }),
  );
}

function requireIndex(address: string, { ModifyIndex }: Entry): void {
  if (typeof ModifyIndex !== "number" || !(ModifyIndex > 0)) {
    throw new NotProvable(`the list of the server shows no index of ${address}`);
  }
}

/** Whether a token has expired: the servers list it for a while, and a plan treats it as deleted. */
function isExpired({ ExpirationTime }: Entry, now: number): boolean {
  return typeof ExpirationTime === "string" && Date.parse(ExpirationTime) <= now;
}

/** Reads the answers for each object. */
async function each(
  server: Reader,
  objects: readonly StateObject[],
  pathsOf: (object: StateObject) => readonly string[],
): Promise<string[]> {
  const paths = objects.map(pathsOf);
  const all = paths.flat();
  const read = await findAll<unknown>(server, all);
  const answers = new Map(all.map((path, at) => [path, read[at] ?? null]));
  return paths.map((own) => canonical(own.map((path) => [path, answers.get(path)])));
}

/**
 * Reads the tokens themselves, as a plan does: their list has all tokens of all logins. Consul answers 403 for a token that was deleted.
 */
async function tokenFacts(objects: readonly StateObject[], server: Reader, now: number): Promise<string[]> {
  const ids = objects.map(({ values }) => String(values.token_id ?? values.accessor_id));
  const tokens = await inParallel(ids, (id) =>
    server.find<Entry>(`/v1/acl/token/${encodeURIComponent(id)}`).catch((error: unknown) => {
      if (error instanceof NotProvable) {
        return error.message;
      }
      throw error;
    }),
  );
  return tokens.map((token, at) =>
    canonical([ids[at], token ?? null, typeof token === "object" && isExpired(token, now)]),
  );
}

function configEntryPath({ values: { kind, name } }: StateObject): string {
  return `/v1/config/${encodeURIComponent(String(kind))}/${encodeURIComponent(String(name))}`;
}

function queryPath({ values: { id, datacenter } }: StateObject): string {
  return [`/v1/query/${encodeURIComponent(String(id))}`, ...placeOf(datacenter)].join("?");
}

/** Returns the parameter of a request to another datacenter than that of the server. */
function placeOf(datacenter: unknown): string[] {
  return typeof datacenter === "string" && datacenter !== "" ? [`dc=${encodeURIComponent(datacenter)}`] : [];
}

function keyPaths(object: StateObject): string[] {
  const { key } = object.values;
  const keys = Array.isArray(key) ? (key as readonly { readonly path: string }[]) : [];
  return keys.map(({ path }) => kvPath(object, path, []));
}

function prefixPath(object: StateObject): string {
  return kvPath(object, String(object.values.path_prefix), ["recurse"]);
}

function kvPath({ address, values }: StateObject, key: string, options: readonly string[]): string {
  const { datacenter, namespace, partition } = values;
  if (namespace || partition) {
    throw new NotProvable(`${address} has a namespace or a partition`);
  }
  const query = [...options, ...placeOf(datacenter)].join("&");
  return `/v1/kv/${key.split("/").map(encodeURIComponent).join("/")}${query === "" ? "" : `?${query}`}`;
}

/** The answer also has fields about the connection, which differ from request to request. */
async function schedulerConfig(server: Reader): Promise<string> {
  const path = "/v1/operator/scheduler/configuration";
  const answer = await server.find<{ readonly SchedulerConfig?: unknown }>(path);
  return canonical(answer?.SchedulerConfig ?? null);
}
