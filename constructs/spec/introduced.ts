import { type BlockName, blocks } from "../../.gen/nomad";
import { isPlainObject, present } from "./json";
import { fieldPath, itemPath } from "./path";
import type { JobSpec } from "./types";

/** A field of a job that the oldest supported Nomad does not know. */
export interface IntroducedField {
  /** Such as `groups.web.services.web.weights`. */
  readonly path: string;
  /** The first release of Nomad with the field. */
  readonly since: string;
}

/** Returns the fields of a job that the oldest supported Nomad does not know; of a block that it does not know, only the block. */
export function introducedFields(spec: JobSpec): readonly IntroducedField[] {
  return inBlock("JobSpec", spec, "");
}

function inBlock(name: BlockName, block: unknown, path: string): readonly IntroducedField[] {
  return !isPlainObject(block)
    ? []
    : present(block).flatMap(([key, value]) => {
        const field = blocks[name].fields[key];
        const own = fieldPath(path, key);
        if (field?.since !== undefined) {
          return [{ path: own, since: field.since }];
        }
        const inner = field?.block;
        if (inner === undefined) {
          return [];
        }
        return Array.isArray(value)
          ? value.flatMap((item, index) =>
              inBlock(inner, item, itemPath(own, isPlainObject(item) ? item.name : undefined, index)),
            )
          : inBlock(inner, value, own);
      });
}
