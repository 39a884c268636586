import { quoted } from "../../issue";
import { isKnownNumber } from "../known";
import { updateOf } from "../layered";
import { rule } from "../rule";

/** Nomad promotes either all groups of a job by itself or none. */
export const autoPromoteInSomeGroups = rule({
  code: "auto-promote-in-some-groups",
  level: "warning",
  title: "autoPromote is on for some groups with canaries, but not for all",
  refusedByNomad: false,
  messages: {
    someGroups: ({ groups }: { readonly groups: readonly string[] }) =>
      `Nomad does not promote any group automatically while ${quoted(groups)} must be promoted by hand; set autoPromote in all groups or in none`,
  },
  *check(job) {
    const updates = job.groups.map((view) => ({ view, update: updateOf(job, view) }));
    if (!updates.some(({ update }) => update.get("autoPromote") === true)) {
      return;
    }
    const waiting = updates.filter(({ update }) => {
      const canary = update.get("canary");
      return isKnownNumber(canary) && canary > 0 && update.get("autoPromote") === false;
    });
    if (waiting.length > 0) {
      yield {
        path: waiting[0]?.update.path("autoPromote") as string,
        problem: "someGroups",
        groups: waiting.map(({ view }) => view.group.name),
      };
    }
  },
});
