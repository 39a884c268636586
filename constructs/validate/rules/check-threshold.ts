import { rule } from "../rule";

/** Counting of results, which scripts do not have. */
export const checkThreshold = rule({
  code: "check-threshold",
  level: "error",
  title: "a script check counts its results",
  refusedByNomad: true,
  messages: {
    scriptWithThreshold: () => "only http, tcp and grpc checks have it; remove it",
  },
  *check(job) {
    for (const { of, check, path } of job.checks) {
      for (const field of ["successBeforePassing", "failuresBeforeCritical", "failuresBeforeWarning"] as const) {
        if (of.provider === "consul" && check.type === "script" && (check[field] ?? 0) > 0) {
          yield { path: `${path}.${field}`, problem: "scriptWithThreshold" };
        }
      }
    }
  },
});
