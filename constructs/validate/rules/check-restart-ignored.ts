import { effects } from "../check-effects";
import { isKnown } from "../known";
import { rule } from "../rule";

/** A failing check that restarts the task but is nothing to a deployment. */
export const checkRestartIgnored = rule({
  code: "check-restart-ignored",
  level: "error",
  title: "a check restarts its task and does not count in a deployment",
  refusedByNomad: true,
  messages: {
    ignoreRestartsForever: () =>
      '"ignore" lets a deployment pass that checkRestart then restarts again and again; remove one of them',
    warningsRestart: () => '"ignore_warnings" also needs ignoreWarnings in checkRestart; set it to true',
  },
  *check(job) {
    for (const view of job.checks) {
      const { onUpdate, restart, ignoreWarnings } = effects(view);
      if (!restart || !isKnown(onUpdate)) {
        continue;
      }
      if (onUpdate === "ignore") {
        yield {
          path: `${view.path}.onUpdate`,
          problem: "ignoreRestartsForever",
        };
      } else if (onUpdate === "ignore_warnings" && !ignoreWarnings && view.of.provider === "consul") {
        yield {
          path: `${view.path}.onUpdate`,
          problem: "warningsRestart",
        };
      }
    }
  },
});
