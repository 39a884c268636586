import type { IConstruct } from "constructs";
import {
  DefaultTokenResolver,
  StringConcat,
  TerraformProvider,
  TerraformResource,
  TerraformStack,
  Tokenization,
} from "#cdk";
import { asTerraformReads } from "./literal";
import { keyEntry, type ManagedObject, managedObjects, managedTwice } from "./managed-object";
import { resourceTypes } from "./resource-types";

/** Attributes that name a resource's object, or separate objects with the same name. Others are not resolved, as some are long. */
const NAMES = new Set([
  "count",
  "for_each",
  "jobspec",
  "namespace",
  "datacenter",
  "partition",
  "region",
  "key",
  ...[...resourceTypes.values()].flatMap(({ identity = [] }) => identity),
]);

/** A stack whose state is in Consul. */
export interface StateInConsul {
  readonly stack: TerraformStack;
  /** The key of the state. */
  readonly key: string;
}

/**
 * Finds objects that two resources of a program manage, in one stack or in two, and returns one message for each. Names that
 * only Terraform knows are checked by the plan.
 *
 * @param root the app
 * @param states the states that the program keeps in Consul
 */
export function managedTwiceIn(root: IConstruct, states: readonly StateInConsul[]): string[] {
  const { clusters, objects } = objectsIn(root);
  const kept = states.map(({ stack, key }) =>
    keyEntry(`${stack.node.path}, the state`, JSON.stringify([clusters.of(stack, "consul"), "", "", "", ""]), key),
  );
  return managedTwice([...kept, ...objects.map(({ object }) => object)]);
}

/**
 * Returns the objects that other stacks of the program manage with the same provider on the same cluster, in the form of a
 * confirmation: `job/default/web`.
 */
export function managedElsewhere(stack: TerraformStack, provider: "nomad" | "consul"): string[] {
  const { clusters, objects } = objectsIn(stack.node.root);
  const own = clusters.of(stack, provider);
  return objects
    .filter((one) => one.stack !== stack && one.cluster === own)
    .flatMap(({ word, object }) => (word === undefined ? [] : `${word}/${object.name}`))
    .sort();
}

/** An object with its place in the program. */
interface PlacedObject {
  readonly stack: TerraformStack;
  readonly cluster: string;
  /** First part of a confirmation; absent for a type without one. */
  readonly word: string | undefined;
  readonly object: ManagedObject;
}

interface ObjectsOfProgram {
  /** Number of constructs: with more of them, the objects are collected again. */
  readonly size: number;
  readonly clusters: ClusterNames;
  readonly objects: readonly PlacedObject[];
}

/** Each stack of a program asks for the objects of all stacks. */
const collected = new WeakMap<IConstruct, ObjectsOfProgram>();

function objectsIn(root: IConstruct): ObjectsOfProgram {
  const constructs = root.node.findAll();
  const known = collected.get(root);
  if (known?.size === constructs.length) {
    return known;
  }
  const clusters = new ClusterNames();
  const resources = constructs.filter(TerraformResource.isTerraformResource);
  const objects = resources.flatMap((resource) => objectsOf(resource, clusters));
  const found = { size: constructs.length, clusters, objects };
  collected.set(root, found);
  return found;
}

function objectsOf(resource: TerraformResource, clusters: ClusterNames): PlacedObject[] {
  const { terraformResourceType: type } = resource;
  if (!resourceTypes.has(type)) {
    return [];
  }
  const { resource: blocks } = resource.toTerraform() as {
    readonly resource?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  };
  const [attributes = {}] = Object.values(blocks?.[type] ?? {});
  const named = Object.fromEntries(Object.entries(attributes).filter(([name]) => NAMES.has(name)));
  const stack = TerraformStack.of(resource);
  const cluster = clusters.of(stack, type.slice(0, type.indexOf("_")), resource.provider);
  const objects = managedObjects(resource.node.path, type, resolved(stack, named), cluster);
  return objects.map((object) => ({ stack, cluster, word: resourceTypes.get(type)?.word, object }));
}

/** The clusters of a program, each as a text. */
class ClusterNames {
  private readonly known = new Map<TerraformProvider, string>();
  private readonly defaults = new Map<TerraformStack, readonly TerraformProvider[]>();

  /** @param given the provider of the resource. @default - the stack's provider without an alias */
  of(stack: TerraformStack, name: string, given?: TerraformProvider): string {
    const provider = given ?? this.defaultsOf(stack).find((one) => one.terraformResourceType === name);
    if (provider === undefined) {
      return stack.node.path;
    }
    const known = this.known.get(provider);
    if (known !== undefined) {
      return known;
    }
    const { provider: blocks } = provider.toTerraform() as {
      readonly provider: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
    };
    const { address, region, datacenter } = blocks[name]?.[0] ?? {};
    const text = JSON.stringify(resolved(stack, { name, address, region, datacenter }));
    this.known.set(provider, text);
    return text;
  }

  /** The providers without an alias. The stack is searched once, not for each of its resources. */
  private defaultsOf(stack: TerraformStack): readonly TerraformProvider[] {
    const known = this.defaults.get(stack);
    if (known !== undefined) {
      return known;
    }
    const providers = stack.node.findAll().filter(TerraformProvider.isTerraformProvider);
    const found = providers.filter(({ alias }) => alias === undefined);
    this.defaults.set(stack, found);
    return found;
  }
}

/** Returns the values as Terraform reads them; a value that refers to another resource is its expression. */
function resolved(scope: IConstruct, values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const resolver = new DefaultTokenResolver(new StringConcat());
  const all = Tokenization.resolve(values, { scope, resolver, preparing: false }) as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(all).map(([name, value]) => [
      name,
      name === "jobspec" && typeof value === "string" ? asTerraformReads(value) : value,
    ]),
  );
}
