import { neverFires, parseCron } from "../cron";
import { isKnownText } from "../known";
import { quoted } from "../quoted";
import { rule } from "../rule";

/** The schedule of a periodic job. */
export const periodicCron = rule({
  code: "periodic-cron",
  level: "error",
  title: "the schedule of a periodic job is missing or cannot be read",
  refusedByNomad: true,
  *check({ spec: { periodic } }) {
    if (!periodic || periodic.enabled === false) {
      return;
    }
    const { cron, crons = [] } = periodic;
    if (!cron && crons.length === 0) {
      yield { path: "periodic.crons", message: 'it is empty; write at least one schedule, as "0 3 * * *"' };
    }
    if (cron && crons.length > 0) {
      yield { path: "periodic.cron", message: "cron and crons exclude each other; write all schedules in crons" };
    }
    for (const [path, schedule] of [
      ["periodic.cron", cron] as const,
      ...crons.map((each, index) => [`periodic.crons[${index}]`, each] as const),
    ]) {
      const read = isKnownText(schedule) ? parseCron(schedule) : undefined;
      if (typeof read === "string") {
        yield {
          path,
          message: `"${schedule}" is no schedule: ${read}; write minute hour day month weekday, as "0 3 * * *"`,
        };
      }
    }
  },
});

/** Schedules of days that do not exist. */
export const cronNeverFires = rule({
  code: "cron-never-fires",
  level: "error",
  title: "the schedule of a periodic job has no date on which it fires",
  refusedByNomad: false,
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
        yield { path, message: `no month of "${schedule}" has the day that it asks for; choose a day that exists` };
      }
    }
  },
});

function isTimeZone(name: string): boolean {
  if (name === "Local") {
    return true;
  }
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The time zone of a schedule. */
export const periodicTimeZone = rule({
  code: "periodic-time-zone",
  level: "error",
  title: "the time zone of a periodic job does not exist",
  refusedByNomad: true,
  *check({ spec: { periodic } }) {
    if (periodic && periodic.enabled !== false && isKnownText(periodic.timeZone) && !isTimeZone(periodic.timeZone)) {
      yield {
        path: "periodic.timeZone",
        message: `"${periodic.timeZone}" is no time zone; use an IANA name, as "Europe/Berlin"`,
      };
    }
  },
});

/** What a dispatch must and may bring. */
export const parameterizedMeta = rule({
  code: "parameterized-meta",
  level: "error",
  title: "a parameterized job both demands and merely allows a key",
  refusedByNomad: true,
  *check({ spec: { parameterized } }) {
    const optional = new Set(parameterized?.metaOptional);
    const both = (parameterized?.metaRequired ?? []).filter((key) => optional.has(key));
    if (both.length > 0) {
      yield {
        path: "parameterized.metaOptional",
        message: `metaRequired names ${quoted(both)} as well; name each key in one of the two`,
      };
    }
  },
});
