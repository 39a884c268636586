import type { FoundOf } from "../../issue";
import { fieldPath } from "../../spec";
import { nanoseconds } from "../duration";
import { isKnownNumber } from "../known";
import { rule } from "../rule";

const UPDATE = ["maxParallel", "canary", "stagger", "minHealthyTime", "healthyDeadline", "progressDeadline"];

const MIGRATE = ["maxParallel", "minHealthyTime", "healthyDeadline"];

const messages = {
  negative: ({ value }: { readonly value: unknown }) => `got ${value}; use 0 or more`,
};

function* negatives(
  path: string,
  block: object | undefined,
  fields: readonly string[],
): Iterable<FoundOf<typeof messages>> {
  for (const field of fields) {
    const value = (block as Readonly<Record<string, unknown>> | undefined)?.[field];
    const size = isKnownNumber(value) ? value : nanoseconds(value);
    if (size !== undefined && size < 0) {
      yield { path: fieldPath(path, field), problem: "negative", value };
    }
  }
}

/** Counts and times that have no meaning below zero. */
export const negativeValue = rule({
  code: "negative-value",
  level: "error",
  title: "a count or a time is negative",
  refusedByNomad: true,
  messages,
  *check(job) {
    const { spec } = job;
    yield* negatives("update", spec.update, UPDATE);
    yield* negatives("migrate", spec.migrate, MIGRATE);
    for (const { group, path } of job.groups) {
      yield* negatives(path, group, ["count", "shutdownDelay"]);
      yield* negatives(`${path}.update`, group.update, UPDATE);
      yield* negatives(`${path}.migrate`, group.migrate, MIGRATE);
      yield* negatives(`${path}.disconnect`, group.disconnect, ["lostAfter", "stopOnClientAfter"]);
      yield* negatives(`${path}.scaling`, group.scaling, ["min", "max"]);
    }
    for (const { task, path } of job.tasks) {
      yield* negatives(path, task, ["killTimeout", "shutdownDelay"]);
      yield* negatives(`${path}.resources`, task.resources, ["secrets"]);
      for (const [index, template] of (task.templates ?? []).entries()) {
        yield* negatives(`${path}.templates[${index}]`, template, ["splay"]);
      }
      for (const [index, identity] of (task.identities ?? []).entries()) {
        yield* negatives(`${path}.identities[${index}]`, identity, ["ttl"]);
      }
    }
    for (const { check, path } of job.checks) {
      yield* negatives(`${path}.checkRestart`, check.checkRestart ?? undefined, ["limit", "grace"]);
    }
  },
});
