import { isKnown, isKnownNumber } from "../known";
import { countOf } from "../layered";
import { rule } from "../rule";

/** Bounds of the autoscaler. */
export const scalingBounds = rule({
  code: "scaling-bounds",
  level: "error",
  title: "the count of a group is outside the bounds of its scaling",
  refusedByNomad: true,
  messages: {
    maxBelowMin: ({ max, min }: { readonly max: number; readonly min: number }) =>
      `${max} is less than min, which is ${min}; use more`,
    countAboveMax: ({ count, max }: { readonly count: unknown; readonly max: number }) =>
      `${count} is more than max of scaling, which is ${max}; lower it, or raise max`,
    countBelowMin: ({ count, min }: { readonly count: unknown; readonly min: number }) =>
      `${count} is less than min of scaling, which is ${min}; raise it, or lower min`,
  },
  *check(job) {
    for (const view of job.groups) {
      const { scaling } = view.group;
      const count = countOf(view);
      if (!scaling || !isKnownNumber(scaling.max) || !isKnownNumber(count) || !isKnown(scaling.min)) {
        continue;
      }
      const least = scaling.min ?? count;
      if (scaling.max < least && scaling.min !== undefined) {
        yield {
          path: `${view.path}.scaling.max`,
          problem: "maxBelowMin",
          max: scaling.max,
          min: least,
        };
      } else if (count > scaling.max) {
        yield {
          path: `${view.path}.count`,
          problem: "countAboveMax",
          count,
          max: scaling.max,
        };
      } else if (count < least && (job.spec.multiregion?.regions ?? []).length === 0) {
        yield {
          path: `${view.path}.count`,
          problem: "countBelowMin",
          count,
          min: least,
        };
      }
    }
  },
});
