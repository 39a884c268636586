import { readFileSync } from "node:fs";
import { resourceTypes } from "../../constructs/resource-types";
import { clusterOf } from "../stack/cluster-of";
import { identityOf } from "../stack/identity";
import type { Attributes } from "../stack/resource";
import type { Stack } from "../stack/stack";
import { zipEntry } from "../terraform/zip-entry";

/** An object that the program moved from one stack to another. */
export interface Move {
  readonly type: string;
  /** The object in the form of a confirmation, such as `job/default/web`. */
  readonly object: string;
  readonly from: { readonly stack: string; readonly address: string };
  readonly to: { readonly stack: string; readonly address: string };
  /** The id for an `import` block; absent if the state of the new stack has the object already. */
  readonly importId?: string;
}

/** A resource of a state. */
export interface StateResource {
  readonly address: string;
  readonly type: string;
  readonly values: Attributes;
}

/** A stack with the resources of its state. */
export interface StackState {
  readonly stack: Stack;
  readonly resources: readonly StateResource[];
}

interface StateFile {
  readonly resources?: readonly {
    readonly module?: string;
    readonly mode: string;
    readonly type: string;
    readonly name: string;
    readonly instances: readonly { readonly index_key?: unknown; readonly attributes: Attributes | null }[];
  }[];
}

/** Returns the resources of the state in a saved plan, without those of modules, `count`, and `for_each`. */
export function stateInPlan(planFile: string): StateResource[] {
  const state = zipEntry(readFileSync(planFile), "tfstate");
  const { resources = [] } = state ? (JSON.parse(state.toString("utf8")) as StateFile) : {};
  return resources.flatMap(({ module, mode, type, name, instances }) => {
    const [{ index_key: index, attributes = null } = {}, ...others] = instances;
    const isSingle = others.length === 0 && index === undefined && module === undefined && mode === "managed";
    return isSingle && attributes !== null ? [{ address: `${type}.${name}`, type, values: attributes }] : [];
  });
}

/**
 * Returns the objects that a state has, that its stack declares no more, and that another stack of the program declares.
 *
 * @param states the planned stacks with their states
 * @param program all stacks of the program
 */
export function findMoves(states: readonly StackState[], program: readonly Stack[]): Move[] {
  const declared = program.flatMap((stack) =>
    stack.resources().flatMap((resource) => {
      const object = objectOf(resource.type, resource.values);
      return object === undefined ? [] : { stack, object, ...resource };
    }),
  );
  return states.flatMap(({ stack, resources }) => {
    const addresses = new Set(stack.resources().map(({ address }) => address));
    return resources
      .filter(({ address }) => !addresses.has(address))
      .flatMap((from): Move[] => {
        const object = objectOf(from.type, from.values);
        const isSame = (one: StateResource) => one.type === from.type && objectOf(one.type, one.values) === object;
        const places = object === undefined ? [] : declared.filter(isSame);
        const [to, ...others] = places.filter(
          (place) => clusterOf(place.stack, from.type) === clusterOf(stack, from.type),
        );
        // An object that its own stack still declares was renamed, and one that two stacks declare is an error anyway.
        if (object === undefined || !to || others.length > 0 || to.stack.name === stack.name) {
          return [];
        }
        const target = states.find((one) => one.stack.name === to.stack.name);
        const isThere = target?.resources.some(({ address }) => address === to.address) === true;
        return [
          {
            type: from.type,
            object,
            from: { stack: stack.name, address: from.address },
            to: { stack: to.stack.name, address: to.address },
            ...(!isThere && { importId: importIdOf(from) }),
          },
        ];
      });
  });
}

/** Returns the identity of an object. A program does not name the node of a host volume, so it is left out. */
function objectOf(type: string, values: Attributes): string | undefined {
  const isShared = resourceTypes.get(type)?.shared === true;
  return identityOf(type, isShared ? { ...values, node_id: undefined } : values);
}

/** Returns the id with which `terraform import` takes an object. */
function importIdOf({ type, values }: StateResource): string {
  const { importId = "id" } = resourceTypes.get(type) ?? {};
  return importId.replace(/\w+/g, (name) => String(name === "namespace" ? values[name] || "default" : values[name]));
}
