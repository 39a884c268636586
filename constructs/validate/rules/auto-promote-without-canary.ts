import { updateOf } from "../layered";
import { rule } from "../rule";

/** Promotion of canaries that there are none of. */
export const autoPromoteWithoutCanary = rule({
  code: "auto-promote-without-canary",
  level: "error",
  title: "autoPromote is on where there are no canaries",
  refusedByNomad: true,
  messages: {
    noCanary: ({ group }: { readonly group: string }) =>
      `the group "${group}" has no canaries to promote; set canary to 1 or more, or leave autoPromote out`,
  },
  *check(job) {
    for (const view of job.groups) {
      const update = updateOf(job, view);
      if (update.get("autoPromote") === true && update.get("canary") === 0) {
        yield {
          path: update.path("autoPromote"),
          problem: "noCanary",
          group: view.group.name,
        };
      }
    }
  },
});
