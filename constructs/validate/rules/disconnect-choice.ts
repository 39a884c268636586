import { nanoseconds } from "../duration";
import { rule } from "../rule";

/** What a client that is cut off does. */
export const disconnectChoice = rule({
  code: "disconnect-choice",
  level: "error",
  title: "disconnect has both lostAfter and stopOnClientAfter",
  refusedByNomad: true,
  messages: {
    both: () => "it excludes lostAfter; keep one of them",
  },
  *check(job) {
    for (const { group, path } of job.groups) {
      const { lostAfter, stopOnClientAfter } = group.disconnect ?? {};
      if (stopOnClientAfter !== undefined && (nanoseconds(lostAfter) ?? 0) !== 0) {
        yield {
          path: `${path}.disconnect.stopOnClientAfter`,
          problem: "both",
        };
      }
    }
  },
});
