import { type BlockName, blocks, type DriverBlockMeta, driverOptions, type FieldMeta } from "../../.gen/nomad";
import { isUntyped } from "./driver";
import { isPlainObject, present } from "./json";
import { fieldPath, itemPath } from "./path";
import type { JobSpec } from "./types";
import { isOlder } from "./version-order";

/** A field of a job, its value, or an option of a task driver, that not every compared release of Nomad knows. */
export interface VersionedField {
  /** Such as `groups.web.services.web.weights`. */
  readonly path: string;
  /** The first release of Nomad with the field. @default - all compared releases up to `removed` have it */
  readonly since?: string;
  /** The first release of Nomad without the field. @default - the newest release has it */
  readonly removed?: string;
  /** The value that came later than the field. Servers reject a job with a value that they do not know. */
  readonly value?: string;
  /** It is an option of a task driver: a node with an older Nomad rejects the task, where a server ignores a field. */
  readonly isOption?: true;
}

/** The releases of Nomad that know a field. */
type Releases = Pick<FieldMeta, "since" | "removed">;

/** Whether a version of Nomad does not know a field or an option. */
export function isUnknownTo(version: string, { since, removed }: Releases): boolean {
  return (since !== undefined && isOlder(version, since)) || (removed !== undefined && !isOlder(version, removed));
}

/** Returns the fields, values, and options of a job that at least one of the versions of Nomad does not know; of an unknown block, only the block. */
export function fieldsUnknownTo(versions: readonly string[], spec: JobSpec): readonly VersionedField[] {
  return inBlock("JobSpec", spec, "", (releases) => versions.some((version) => isUnknownTo(version, releases)));
}

/** Whether a job has a field, a value, or an option that not every compared release of Nomad knows. */
export function hasVersionedFields(spec: JobSpec): boolean {
  return inBlock("JobSpec", spec, "", () => true).length > 0;
}

/** Whether a job has an option of a task driver that not every compared release of Nomad knows. */
export function hasVersionedOptions(spec: JobSpec): boolean {
  return inBlock("JobSpec", spec, "", () => true).some(({ isOption }) => isOption);
}

function inBlock(
  name: BlockName,
  block: unknown,
  path: string,
  isReported: (releases: Releases) => boolean,
): readonly VersionedField[] {
  return !isPlainObject(block)
    ? []
    : present(block).flatMap(([key, value]) => {
        const { fields } = blocks[name];
        const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
        const own = fieldPath(path, key);
        if (field === undefined) {
          return [];
        }
        const { since, removed, block: inner, valuesSince = {} } = field;
        if ((since !== undefined || removed !== undefined) && isReported(field)) {
          return [{ path: own, ...(since !== undefined && { since }), ...(removed !== undefined && { removed }) }];
        }
        if (typeof value === "string" && Object.hasOwn(valuesSince, value)) {
          const introduced = { since: valuesSince[value] as string };
          return isReported(introduced) ? [{ path: own, value, ...introduced }] : [];
        }
        if (field.kind === "config") {
          return inConfig(block.driver, value, own, isReported);
        }
        if (inner === undefined) {
          return [];
        }
        return Array.isArray(value)
          ? value.flatMap((item, index) =>
              inBlock(inner, item, itemPath(own, isPlainObject(item) ? item.name : undefined, index), isReported),
            )
          : inBlock(inner, value, own, isReported);
      });
}

/** Options that are sent unchanged are not checked: they can be of a newer version of the driver. */
function inConfig(
  driver: unknown,
  config: unknown,
  path: string,
  isReported: (releases: Releases) => boolean,
): readonly VersionedField[] {
  return typeof driver === "string" && Object.hasOwn(driverOptions, driver) && !isUntyped(config)
    ? inOptions(driverOptions[driver as keyof typeof driverOptions], config, path, isReported)
    : [];
}

function inOptions(
  { options }: DriverBlockMeta,
  values: unknown,
  path: string,
  isReported: (releases: Releases) => boolean,
): readonly VersionedField[] {
  return !isPlainObject(values)
    ? []
    : present(values).flatMap(([key, value]) => {
        const option = Object.hasOwn(options, key) ? options[key] : undefined;
        const own = fieldPath(path, key);
        if (option?.since !== undefined && isReported(option)) {
          return [{ path: own, since: option.since, isOption: true as const }];
        }
        const inner = option?.options;
        if (inner === undefined) {
          return [];
        }
        return Array.isArray(value)
          ? value.flatMap((item, index) => inOptions(inner, item, `${own}[${index}]`, isReported))
          : inOptions(inner, value, own, isReported);
      });
}
