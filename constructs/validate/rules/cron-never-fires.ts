import { neverFires, parseCron } from "../cron";
import { isKnownText } from "../known";
import { rule } from "../rule";

/** Schedules of days that do not exist. */
export const cronNeverFires = rule({
  code: "cron-never-fires",
  level: "error",
  title: "the schedule of a periodic job has no date on which it fires",
  refusedByNomad: false,
  messages: {
    noSuchDay: ({ schedule }: { readonly schedule: string | undefined }) =>
      `no month of "${schedule}" has the day of the schedule; choose a day that exists`,
  },
  *check({ spec: { periodic } }) {
    if (!periodic || periodic.enabled === false) {
      return;
    }
    for (const [path, schedule] of [
      ["periodic.cron", periodic.cron] as const,
      ...(periodic.crons ?? []).map((each, index) => [`periodic.crons[${index}]`, each] as const),
    ]) {
      const read = isKnownText(schedule) ? parseCron(schedule) : undefined;
      if (read !== undefined && typeof read !== "string" && neverFires(read)) {
        yield { path, problem: "noSuchDay", schedule };
      }
    }
  },
});
