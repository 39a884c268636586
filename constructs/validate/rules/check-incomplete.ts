import { formatDuration } from "../../spec";
import { nanoseconds, SECOND } from "../duration";
import { isKnown } from "../known";
import { rule } from "../rule";

/** What a check does and when. */
export const checkIncomplete = rule({
  code: "check-incomplete",
  level: "error",
  title: "a check lacks its path, its command or a time of at least one second",
  refusedByNomad: true,
  messages: {
    noPath: () => 'an http check requests a path; set it, for example "/"',
    wholeAddress: ({ checkPath }: { readonly checkPath: string | undefined }) =>
      `"${checkPath}" is a whole address; write only the path, for example "/"`,
    badEscape: ({ checkPath }: { readonly checkPath: string | undefined }) =>
      `"${checkPath}" has a "%" without two hex digits; write "%25" for the sign itself`,
    noCommand: () => "a script check runs a command; set it",
    noTime: () => "it is missing; use 1s or more",
    timeTooShort: ({ time }: { readonly time: number }) => `got ${formatDuration(time)}; use 1s or more`,
  },
  *check(job) {
    for (const { check, path } of job.checks) {
      if (check.type === "http" && !check.path) {
        yield { path: `${path}.path`, problem: "noPath" };
      } else if (check.type === "http" && /^[a-z][a-z0-9+.-]*:/i.test(check.path ?? "")) {
        yield { path: `${path}.path`, problem: "wholeAddress", checkPath: check.path };
      }
      if (check.type === "http" && /^[^?#]*%(?![0-9a-f]{2})/i.test(check.path ?? "") && isKnown(check.path)) {
        yield {
          path: `${path}.path`,
          problem: "badEscape",
          checkPath: check.path,
        };
      }
      if (check.type === "script" && !check.command) {
        yield { path: `${path}.command`, problem: "noCommand" };
      }
      for (const field of ["interval", "timeout"] as const) {
        const time = nanoseconds(check[field]);
        if (check[field] === undefined) {
          yield { path: `${path}.${field}`, problem: "noTime" };
        } else if (time !== undefined && time < SECOND) {
          yield { path: `${path}.${field}`, problem: "timeTooShort", time };
        }
      }
    }
  },
});
