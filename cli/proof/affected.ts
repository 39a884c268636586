import { identityOf } from "../stack/identity";
import type { Attributes } from "../stack/resource";
import type { StackFacts } from "./facts";
import type { Item } from "./items";
import { expressionsIn } from "./program";
import type { StateObject } from "./state-file";

/** The resources and outputs that Terraform gets, so that its plan reports what a plan of all would. */
export interface Affected {
  /** What differs or may differ, and what that refers to. */
  readonly addresses: readonly string[];
  /** Whether a resource is only in the state, so that the plan destroys it, or another stack takes it over. */
  readonly loses: boolean;
}

/** The largest share of the resources and outputs for which a plan of a part is made; reading the whole is as fast with more. */
const LARGEST_SHARE = 0.75;

/** The largest number of addresses that Terraform gets, which it compares with each resource of the state. */
const MOST = 500;

/**
 * Returns what Terraform has to compare if some resources and outputs changed: these, everything that depends on them, other addresses of
 * the same objects, and everything that one of all these refers to.
 *
 * @param changed the addresses of what changed
 * @returns a reason if Terraform has to compare everything
 */
export function affectedBy({ items, program, state }: StackFacts, changed: readonly string[]): Affected | string {
  const { locals, moved = [] } = program.configuration;
  if (expressionsIn(locals).length > 0) {
    return "its configuration has locals with expressions";
  }
  const isMoved = moved.find(({ from }) => changed.includes(from));
  if (isMoved) {
    return `its configuration moves ${isMoved.from}`;
  }
  const named = new Set(items.map(({ address }) => address));
  const stored = new Map(state.objects.map((object) => [object.address, object]));
  const references = new Map(
    items.map((item) => {
      const all = [...referencesIn(item.declared), ...(stored.get(item.address)?.dependencies ?? [])];
      return [item.address, all.filter((address) => named.has(address))] as const;
    }),
  );
  const dependents = inverse(references);
  const same = sameObjects(items, stored, changed);
  const differing = closure(changed, (address) => [...(dependents.get(address) ?? []), ...same(address)]);
  const all = closure(differing, (address) => references.get(address) ?? []);
  const resources = all.filter((address) => !isOutput(address));
  if (all.length > MOST || all.length > LARGEST_SHARE * items.length) {
    return `${all.length} of ${items.length} resources and outputs changed or depend on others that did`;
  }
  const alone = differing.find((address) => isOutput(address) && !hasResource(address, references));
  if (alone !== undefined) {
    return `${alone} changed and refers to no resource`;
  }
  const declared = new Map(items.map((item) => [item.address, item.declared]));
  return { addresses: all, loses: resources.some((address) => declared.get(address) === undefined) };
}

function isOutput(address: string): boolean {
  return address.startsWith("output.");
}

/** Whether an output refers to a resource. Terraform plans no other one together with a part of the resources. */
function hasResource(output: string, references: ReadonlyMap<string, readonly string[]>): boolean {
  return (references.get(output) ?? []).length > 0;
}

/** Returns everything that can be reached from some addresses, in the order in which it is found. */
function closure(from: readonly string[], next: (address: string) => readonly string[]): string[] {
  const found = new Set(from);
  // A set also visits what is added while it is visited.
  for (const address of found) {
    for (const other of next(address)) {
      found.add(other);
    }
  }
  return [...found];
}

function inverse(references: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const [address, targets] of references) {
    for (const target of targets) {
      add(found, target, address);
    }
  }
  return found;
}

function add(to: Map<string, string[]>, key: string, value: string): void {
  const list = to.get(key);
  if (list) {
    list.push(value);
  } else {
    to.set(key, [value]);
  }
}

/** Arguments that name resources as plain text. */
const PLAIN = ["depends_on", "lifecycle"];

/** The beginning of a reference to a resource. */
const REFERENCE = /\b([a-z][a-z0-9_]*)\.([A-Za-z_][A-Za-z0-9_-]*)/g;

/** Returns what may be the address of a resource in the arguments of a resource or output. */
function referencesIn(declared: unknown): readonly string[] {
  const plain = PLAIN.map((name) => JSON.stringify((declared as Readonly<Record<string, unknown>>)?.[name] ?? ""));
  const texts = [...expressionsIn(declared), ...plain];
  return texts.flatMap((text) => [...text.matchAll(REFERENCE)].map(([, type, name]) => `${type}.${name}`));
}

/** Returns a function that returns all addresses of the object that an address has in the program or in the state. */
function sameObjects(
  items: readonly Item[],
  stored: ReadonlyMap<string, StateObject>,
  changed: readonly string[],
): (address: string) => readonly string[] {
  const differing = new Set(changed);
  const identities = new Map<string, readonly string[]>();
  const addresses = new Map<string, string[]>();
  for (const { address, declared } of items) {
    const object = stored.get(address);
    const [type = ""] = address.split(".");
    // The state has id and namespace of a job next to its specification, which is long.
    const { jobspec: _, ...values } = object?.values ?? {};
    // What did not change is the same object in the program and in the state.
    const sides = [object && values, differing.has(address) ? (declared as Attributes | undefined) : undefined];
    const own = sides.flatMap((side) => (side && identityOf(type, side)) ?? []);
    identities.set(address, own);
    for (const identity of new Set(own)) {
      add(addresses, identity, address);
    }
  }
  return (address) => (identities.get(address) ?? []).flatMap((identity) => addresses.get(identity) ?? []);
}
