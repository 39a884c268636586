import { type BlockName, blocks, type FieldMeta, type WireJob } from "../../.gen/nomad";
import { nearest } from "../issue";
import { encodeConfig } from "./encode-config";
import { encodeScalar } from "./encode-scalar";
import { duplicateLabel, missingField, unknownField } from "./issues";
import { isPlainObject, type PlainObject } from "./json";
import { keysInOrder } from "./keys-in-order";
import { fieldPath, itemPath } from "./path";
import { Report } from "./report";
import { SpecError } from "./spec-error";
import type { JobSpec } from "./types";

type Wire = Record<string, unknown>;

/** Driver of a task that names none: only the sidecar that Nomad injects may, and that is a container. */
const SIDECAR_DRIVER = "docker";

/**
 * Returns the JSON of Nomad's API for a job: the field names of Go, durations in nanoseconds, and ports and identities in the lists of the
 * API. A field that is not set is not in the JSON, so that Nomad's default applies.
 *
 * @param spec the job
 * @throws SpecError with all problems (`unknown-field`, `missing-field`, `wrong-kind`, `unknown-value`, `out-of-range`, `bad-duration`,
 * `duplicate-name`)
 * @see https://developer.hashicorp.com/nomad/api-docs/json-jobs
 */
export function encodeJob(spec: JobSpec): WireJob {
  const report = new Report();
  const wire = encodeBlock("JobSpec", spec, "", report);
  if (report.issues.length > 0) {
    throw new SpecError(report.issues);
  }
  return wire as WireJob;
}

/** One block. Fields come out in the order of the metadata, whatever the order in which they were written. */
function encodeBlock(name: BlockName, block: unknown, path: string, report: Report): Wire | undefined {
  if (!isPlainObject(block)) {
    return report.wrongKind(path, block, "an object", Array.isArray(block) ? "Nomad takes one here" : undefined);
  }
  const { fields } = blocks[name];
  const wire: Wire = {};
  for (const key of keysInOrder(name, block)) {
    const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
    // what only Nomad's HCL parser knows has to be written in its place, the server would refuse the job
    const value = block[key] === undefined && field?.parserOnly ? field.default : block[key];
    if (field === undefined) {
      const names = Object.keys(fields);
      report.add(unknownField, { path: fieldPath(path, key), problem: "field", meant: nearest(key, names), names });
    } else if (value !== undefined) {
      encodeField(field, value, fieldPath(path, key), block, wire, report);
    } else if (field.sameAs) {
      wire[field.go] = wire[fields[field.sameAs]?.go ?? ""];
    } else if (field.required) {
      report.add(missingField, { path: fieldPath(path, key), problem: "field" });
    }
  }
  return wire;
}

/** Puts one field where the API wants it. */
function encodeField(
  field: FieldMeta,
  value: unknown,
  path: string,
  owner: PlainObject,
  wire: Wire,
  report: Report,
): void {
  switch (field.kind) {
    case "block":
      wire[field.go] = encodeBlock(field.block as BlockName, value, path, report);
      return;
    case "oneBlock":
      wire[field.go] = [encodeBlock(field.block as BlockName, value, path, report)];
      return;
    case "blocks":
      putSplit(field, encodeItems(field, value, path, report), wire);
      return;
    case "blockMap":
      wire[field.go] = Object.fromEntries(
        encodeItems(field, value, path, report).map(({ name, wire: item }) => [name, item]),
      );
      return;
    case "config":
      wire[field.go] = encodeConfig(String(owner.driver ?? SIDECAR_DRIVER), value, path, report);
      return;
    default:
      wire[field.go] = encodeScalar(field, value, path, report);
  }
}

/** An item of a list of blocks: what decides where it goes, and what it becomes. */
interface EncodedItem {
  readonly name: string;
  readonly by: unknown;
  readonly wire: Wire;
}

/** The items of a list of blocks. Where the block has a label, no two may have the same. */
function encodeItems(field: FieldMeta, value: unknown, path: string, report: Report): EncodedItem[] {
  if (!Array.isArray(value)) {
    report.wrongKind(path, value, "a list", isPlainObject(value) ? "put it in [ ]" : undefined);
    return [];
  }
  const block = field.block as BlockName;
  const labelled = blocks[block].fields.name?.required === true;
  const seen = new Set<string>();
  const items: EncodedItem[] = [];
  for (const [index, item] of value.entries()) {
    const name = isPlainObject(item) && typeof item.name === "string" ? item.name : "";
    const here = itemPath(path, name, index);
    if (labelled && name !== "" && seen.has(name)) {
      report.add(duplicateLabel, { path: here, problem: "duplicateLabel", label: name, list: field.hcl });
    }
    seen.add(name);
    const wire = encodeBlock(block, item, here, report);
    if (wire && isPlainObject(item)) {
      items.push({ name, by: field.split && item[field.split.by], wire });
    }
  }
  return items;
}

/** Parts a list as the metadata says: static ports from the others, the task's own identity from the named ones. */
function putSplit({ go, split }: FieldMeta, items: readonly EncodedItem[], wire: Wire): void {
  const wires = (list: readonly EncodedItem[]) => list.map((item) => item.wire);
  if (!split) {
    wire[go] = wires(items);
    return;
  }
  const chosen = split.first
    ? items.filter(({ by }) => split.first?.includes(String(by ?? ""))).slice(0, 1)
    : items.filter(({ by }) => by !== undefined && by !== 0);
  const rest = items.filter((item) => !chosen.includes(item));
  if (chosen.length > 0) {
    wire[split.go] = split.first ? chosen[0]?.wire : wires(chosen);
  }
  if (rest.length > 0) {
    wire[go] = wires(rest);
  }
}
