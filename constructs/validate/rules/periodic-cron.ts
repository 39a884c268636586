import { parseCron } from "../cron";
import { isKnownText } from "../known";
import { rule } from "../rule";

/** The schedule of a periodic job. */
export const periodicCron = rule({
  code: "periodic-cron",
  level: "error",
  title: "the schedule of a periodic job is missing or cannot be read",
  refusedByNomad: true,
  messages: {
    noSchedule: () => 'it is empty; write at least one schedule, for example "0 3 * * *"',
    bothFields: () => "cron and crons exclude each other; write all schedules in crons",
    unreadable: ({ schedule, reason }: { readonly schedule: string | undefined; readonly reason: string }) =>
      `"${schedule}" is not a schedule: ${reason}; write minute hour day month weekday, for example "0 3 * * *"`,
  },
  *check({ spec: { periodic } }) {
    if (!periodic || periodic.enabled === false) {
      return;
    }
    const { cron, crons = [] } = periodic;
    if (!cron && crons.length === 0) {
      yield { path: "periodic.crons", problem: "noSchedule" };
    }
    if (cron && crons.length > 0) {
      yield { path: "periodic.cron", problem: "bothFields" };
    }
    for (const [path, schedule] of [
      ["periodic.cron", cron] as const,
      ...crons.map((each, index) => [`periodic.crons[${index}]`, each] as const),
    ]) {
      const read = isKnownText(schedule) ? parseCron(schedule) : undefined;
      if (typeof read === "string") {
        yield {
          path,
          problem: "unreadable",
          schedule,
          reason: read,
        };
      }
    }
  },
});
