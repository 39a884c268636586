import { versionOfState } from "../plan/seal";
import { backendOf } from "../stack/backend";
import type { Attributes } from "../stack/resource";
import type { Stack } from "../stack/stack";
import { parseState, readStateText, StateUnreadable } from "../stack/state-text";
import { NotProvable } from "./not-provable";

/** A resource in a state. */
export interface StateObject {
  readonly address: string;
  readonly type: string;
  readonly name: string;
  readonly values: Attributes;
  /** The private data of the provider, decoded. */
  readonly remembered: string;
  /** The addresses on which it depends. */
  readonly dependencies: readonly string[];
  /** Its whole entry, as JSON. */
  readonly text: string;
}

/** A state as it is stored. */
export interface StoredState {
  /** Lineage and serial. */
  readonly version: string;
  readonly objects: readonly StateObject[];
  /** The outputs by name, as JSON. */
  readonly outputs: ReadonlyMap<string, string>;
  /** Everything else but the serial, which each apply changes, as JSON. It contains the lineage, which is random. */
  readonly rest: string;
}

/** The parts of a state's JSON that are read. */
interface StateJson {
  readonly version?: number;
  readonly lineage: string;
  readonly serial: number;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly resources?: readonly {
    readonly module?: string;
    readonly mode: string;
    readonly type: string;
    readonly name: string;
    readonly instances: readonly {
      readonly index_key?: unknown;
      readonly deposed?: unknown;
      readonly status?: unknown;
      readonly attributes?: Attributes;
      readonly private?: string;
      readonly dependencies?: readonly string[];
    }[];
  }[];
}

/**
 * Reads the state of a stack without Terraform.
 *
 * @throws NotProvable if there is no state, if it is in a place or in a form that only Terraform reads, or if it contains an object
 * that no list shows
 */
export async function readState(stack: Stack, environment: NodeJS.ProcessEnv): Promise<StoredState> {
  const text = await readStateText(backendOf(stack, environment)).catch((error: unknown) => {
    throw error instanceof StateUnreadable ? new NotProvable(error.message) : error;
  });
  if (text === undefined) {
    throw new NotProvable("it has no state yet", true);
  }
  const state = parseState(text) as StateJson | undefined;
  if (state?.version !== 4 || !Array.isArray(state.resources)) {
    throw new NotProvable("its state has another form than Terraform's version 4");
  }
  const { resources, outputs = {}, serial, ...rest } = state;
  return {
    version: versionOfState(state),
    objects: objectsIn(state.resources),
    outputs: new Map(Object.entries(outputs).map(([name, output]) => [name, JSON.stringify(output)])),
    rest: JSON.stringify(rest),
  };
}

function objectsIn(resources: NonNullable<StateJson["resources"]>): readonly StateObject[] {
  return resources.map((resource) => {
    const { module, mode, type, name, instances } = resource;
    const address = `${type}.${name}`;
    const [instance] = instances;
    if (mode !== "managed" || module !== undefined) {
      throw new NotProvable(`its state has a ${mode === "data" ? "data source" : "module"}, ${address}`);
    }
    const isPlain =
      instance && [instance.index_key, instance.deposed, instance.status].every((one) => one === undefined);
    if (instances.length !== 1 || !isPlain || instance.attributes === undefined) {
      throw new NotProvable(`${address} is not exactly one complete object in its state`);
    }
    const remembered = Buffer.from(instance.private ?? "", "base64").toString("utf8");
    const { attributes: values, dependencies = [] } = instance;
    return { address, type, name, values, remembered, dependencies, text: JSON.stringify(resource) };
  });
}
