import { quoted } from "../../issue";
import { rule } from "../rule";

/** The task with which the others end. */
export const leaderDoubled = rule({
  code: "leader-doubled",
  level: "error",
  title: "a group has more than one leader",
  refusedByNomad: true,
  messages: {
    severalLeaders: ({ leaders }: { readonly leaders: readonly string[] }) =>
      `a group has at most one leader, got ${quoted(leaders)}; keep one`,
  },
  *check(job) {
    for (const { group, path } of job.groups) {
      const leaders = (group.tasks ?? []).filter(({ leader }) => leader === true).map(({ name }) => name);
      if (leaders.length > 1) {
        yield { path: `${path}.tasks`, problem: "severalLeaders", leaders };
      }
    }
  },
});
