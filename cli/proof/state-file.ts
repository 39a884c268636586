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
}

/** A state as it is stored. */
export interface StoredState {
  readonly text: string;
  readonly objects: readonly StateObject[];
}

/** The parts of a state's JSON that are read. */
interface StateJson {
  readonly version?: number;
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
  return { text, objects: objectsIn(text) };
}

function objectsIn(text: string): readonly StateObject[] {
  const state = parseState(text) as StateJson | undefined;
  if (state?.version !== 4 || !Array.isArray(state.resources)) {
    throw new NotProvable("its state has another form than Terraform's version 4");
  }
  return state.resources.map(({ module, mode, type, name, instances }) => {
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
    return { address, type, name, values: instance.attributes, remembered };
  });
}
