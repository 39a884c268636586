import type { Construct } from "constructs";
import { TerraformStack } from "#cdk";
import type { KeptAddresses } from "./kept-addresses-variable";

/** Returns what the state has for an address: see {@link KeptAddresses}; `undefined` if the order of the program decides. */
export function keeperOf(scope: Construct, address: string): string | undefined {
  const text = process.env.CDKNOMAD_KEPT_ADDRESSES;
  const kept = text ? (JSON.parse(text) as KeptAddresses) : {};
  return kept[TerraformStack.of(scope).node.id]?.[address];
}
