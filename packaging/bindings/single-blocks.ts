import { readFileSync } from "node:fs";
import path from "node:path";
import type { Block, ProviderSchema } from "./schemas";

/** Blocks of CSI volumes that occur once. The schema of the official provider does not have their limit either. */
const ONCE = ["mount_options", "topology_request", "required", "preferred"];

/**
 * Returns a schema of ours with the limits of the official provider for the number of equal blocks. The framework of our providers
 * checks these limits, but has no place for them in a schema, and a class without a limit wants a list where there is one block.
 *
 * @param name the provider, such as `nomad`
 */
export function withSingleBlocks(schema: ProviderSchema, name: string): ProviderSchema {
  const file = path.join(__dirname, "..", "..", "provider", "internal", "official", "testdata", `${name}-2026-07.json`);
  const official = JSON.parse(readFileSync(file, "utf8")) as ProviderSchema;
  const limited = (kind: "resource_schemas" | "data_source_schemas") =>
    Object.fromEntries(
      Object.entries(schema[kind] ?? {}).map(([type, ours]) => [
        type,
        { ...ours, block: withLimits(ours.block, official[kind]?.[type]?.block ?? {}) },
      ]),
    );
  return {
    ...schema,
    provider: { ...schema.provider, block: withLimits(schema.provider.block, official.provider.block) },
    resource_schemas: limited("resource_schemas"),
    data_source_schemas: limited("data_source_schemas"),
  };
}

function withLimits(ours: Block, official: Block): Block {
  const { block_types: blocks } = ours;
  if (blocks === undefined) {
    return ours;
  }
  const limited = Object.entries(blocks).map(([name, nested]) => {
    const { max_items = ONCE.includes(name) ? 1 : undefined, block = {} } = official.block_types?.[name] ?? {};
    return [name, { ...nested, ...(max_items !== undefined && { max_items }), block: withLimits(nested.block, block) }];
  });
  return { ...ours, block_types: Object.fromEntries(limited) };
}
