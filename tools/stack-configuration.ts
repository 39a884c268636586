import { readFileSync } from "node:fs";
import path from "node:path";

/** The configuration of a stack as synthesis writes it: the parts of `cdk.tf.json` that this repository reads. */
export interface StackConfiguration {
  /** Metadata, which Terraform ignores. */
  readonly "//"?: { readonly metadata?: { readonly cluster?: ClusterNames } };
  readonly terraform?: {
    readonly required_providers?: Readonly<Record<string, ProviderRequirement>>;
    /** One backend by its type, such as `local` or `consul`. */
    readonly backend?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  };
  readonly provider?: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
  /** Arguments of the resources, by type and then by name. */
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  /** Arguments of the data sources, by type and then by name. */
  readonly data?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  readonly locals?: Readonly<Record<string, unknown>>;
  readonly moved?: readonly { readonly from: string; readonly to: string }[];
  readonly output?: Readonly<Record<string, { readonly value?: unknown }>>;
}

/** The names of the cluster that a stack is for. */
export interface ClusterNames {
  /** The environment of the program; absent if the settings have no name. */
  readonly environment?: string;
  /** The lab; absent if the cluster is not a lab. */
  readonly lab?: string;
  /** The version of Nomad in the settings; absent if the servers are asked. */
  readonly nomadVersion?: string;
}

/** The source address and the version of a provider. */
export interface ProviderRequirement {
  readonly source: string;
  readonly version: string;
}

/** Returns the path of the configuration in a stack's folder. */
export function configurationFile(folder: string): string {
  return path.join(folder, "cdk.tf.json");
}

/**
 * Parses the text of a `cdk.tf.json`. Terraform's escapes are undone: `$${` and `%%{` become `${` and `%{`, which are the
 * characters that Terraform passes to the provider.
 *
 * @throws SyntaxError when the text is not JSON
 */
export function parseConfiguration(text: string): StackConfiguration {
  return JSON.parse(text.replace(/([$%])\1\{/g, "$1{")) as StackConfiguration;
}

/**
 * Reads the configuration of a stack.
 *
 * @param folder the stack's folder
 * @throws Error when there is no `cdk.tf.json` in it
 */
export function readConfiguration(folder: string): StackConfiguration {
  return parseConfiguration(readFileSync(configurationFile(folder), "utf8"));
}

/**
 * Reads the resources of a stack with Terraform's escapes, so that an expression differs from literal text.
 *
 * @param folder the stack's folder
 * @throws Error when there is no `cdk.tf.json` in it
 */
export function readRawResources(folder: string): NonNullable<StackConfiguration["resource"]> {
  const { resource = {} } = JSON.parse(readFileSync(configurationFile(folder), "utf8")) as StackConfiguration;
  return resource;
}
