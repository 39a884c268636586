/**
 * Addresses that objects of a state already have, by stack. The key is an address that several objects of the program can have. The value
 * is the address with the suffix of the object that keeps the key, or an empty text if no object of the program keeps it.
 */
export type KeptAddresses = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Returns the variable with which `cdknomad plan` runs a program again, so that its objects keep the addresses of the state. */
export function keptAddressesVariable(addresses: KeptAddresses): NodeJS.ProcessEnv {
  return { CDKNOMAD_KEPT_ADDRESSES: JSON.stringify(addresses) };
}
