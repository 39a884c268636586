import { type BlockName, blocks } from "../../.gen/nomad";
import type { PlainObject } from "./json";

interface Order {
  /** The place of each field. */
  readonly places: ReadonlyMap<string, number>;
  /** The fields that matter when they are not written: those that are required or get a value. */
  readonly always: readonly string[];
}

/** A program has many blocks of few kinds, each with up to sixty fields. */
const orders = new Map<BlockName, Order>();

/**
 * Returns the keys of a block that have a value, and the fields that matter without one, in the order of the metadata. Unknown keys come
 * first.
 *
 * @param name the kind of the block
 * @param block what was written
 */
export function keysInOrder(name: BlockName, block: PlainObject): string[] {
  const { places, always } = orderOf(name);
  const keys: string[] = [];
  for (const key in block) {
    if (block[key] !== undefined) {
      keys.push(key);
    }
  }
  for (const key of always) {
    if (block[key] === undefined) {
      keys.push(key);
    }
  }
  return keys.sort((one, other) => (places.get(one) ?? -1) - (places.get(other) ?? -1));
}

function orderOf(name: BlockName): Order {
  let order = orders.get(name);
  if (!order) {
    const fields = Object.entries(blocks[name].fields);
    order = {
      places: new Map(fields.map(([key], place) => [key, place])),
      always: fields.flatMap(([key, { parserOnly, sameAs, required }]) =>
        parserOnly || sameAs || required ? [key] : [],
      ),
    };
    orders.set(name, order);
  }
  return order;
}
