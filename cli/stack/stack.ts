import {
  type ClusterNames,
  configurationFile,
  type ProviderRequirement,
  parseConfiguration,
  readConfiguration,
  type StackConfiguration,
} from "../../tools/stack-configuration";
import { StackJob } from "./job";
import type { ProviderBlock } from "./provider-block";
import type { Attributes, StackResource } from "./resource";

/**
 * A stack as synthesis wrote it: one Terraform configuration with its own state. Its `cdk.tf.json` is read once, when
 * the first part of it is asked for.
 */
export class Stack {
  private loaded?: StackConfiguration;

  /**
   * @param name the name of the stack
   * @param folder the folder in which Terraform runs
   * @param dependencies names of the stacks that are applied before this one
   */
  constructor(
    readonly name: string,
    readonly folder: string,
    readonly dependencies: readonly string[] = [],
  ) {}

  /** Returns a stack with this configuration, which is in no folder. */
  static parse(configuration: string, name = "stack"): Stack {
    const stack = new Stack(name, "");
    stack.loaded = parseConfiguration(configuration);
    return stack;
  }

  /** The path of the stack's `cdk.tf.json`. */
  get file(): string {
    return configurationFile(this.folder);
  }

  /** The resources of a type, in the order of the configuration. @default - all resources */
  resources(type?: string): readonly StackResource[] {
    const { resource = {} } = this.configuration;
    const types = type === undefined ? Object.entries(resource) : [[type, resource[type] ?? {}] as const];
    return types.flatMap(([its, byName]) =>
      Object.entries(byName).map(([name, values]) => ({ address: `${its}.${name}`, type: its, name, values })),
    );
  }

  /** The names of the blocks of the configuration, such as `resource`. */
  get blocks(): readonly string[] {
    return Object.keys(this.configuration);
  }

  /** The jobs, in the order of the configuration. */
  jobs(): readonly StackJob[] {
    return this.resources("nomad_job").map((resource) => new StackJob(resource));
  }

  /** The addresses from which the program moves resources. */
  get movedFrom(): readonly string[] {
    return (this.configuration.moved ?? []).map(({ from }) => from);
  }

  /** The blocks of each provider, by the name of the provider. */
  get providers(): Readonly<Record<string, readonly ProviderBlock[]>> {
    return this.configuration.provider ?? {};
  }

  /** Source address and version of each provider, by the name of the provider. */
  get requiredProviders(): Readonly<Record<string, ProviderRequirement>> {
    return this.configuration.terraform?.required_providers ?? {};
  }

  /** The arguments of the data sources of a type. */
  dataSources(type: string): readonly Attributes[] {
    return Object.values(this.configuration.data?.[type] ?? {});
  }

  /** The names of the cluster: its environment, and its lab. */
  get cluster(): ClusterNames {
    return this.configuration["//"]?.metadata?.cluster ?? {};
  }

  /** Where the state is kept: one block by its type, such as `local` or `consul`; empty for Terraform's own default. */
  get backend(): Readonly<Record<string, Attributes>> {
    return this.configuration.terraform?.backend ?? {};
  }

  private get configuration(): StackConfiguration {
    this.loaded ??= readConfiguration(this.folder);
    return this.loaded;
  }
}
