import { isKnownText } from "../known";
import { rule } from "../rule";

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
  messages: {
    unknown: ({ timeZone }: { readonly timeZone: string }) =>
      `"${timeZone}" is not a time zone; use an IANA name, for example "Europe/Berlin"`,
  },
  *check({ spec: { periodic } }) {
    if (periodic && periodic.enabled !== false && isKnownText(periodic.timeZone) && !isTimeZone(periodic.timeZone)) {
      yield {
        path: "periodic.timeZone",
        problem: "unknown",
        timeZone: periodic.timeZone,
      };
    }
  },
});
