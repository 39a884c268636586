import type { CheckView } from "./job-view";

/** What applies to a check, which takes over what its service says. */
export function effects({ of, check }: CheckView) {
  return {
    onUpdate: check.onUpdate ?? of.service.onUpdate,
    restart: check.checkRestart ?? of.service.checkRestart,
    ignoreWarnings: check.checkRestart?.ignoreWarnings === true || of.service.checkRestart?.ignoreWarnings === true,
  };
}
