import type { OutputReport } from "../report/report";
import { hideSensitive } from "../secrets/hidden";
import type { OutputChange, PlanFile } from "../terraform/plan-file";
import { fieldChange } from "./field-change";

/** Returns the outputs of one stack that an apply changes, in the order of their names. */
export function readOutputs({ output_changes: changes = {} }: PlanFile): OutputReport[] {
  return Object.entries(changes)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([name, change]) => {
      const action = (["create", "update", "delete"] as const).find((one) => change.actions.includes(one));
      return action === undefined ? [] : [{ name, action, ...valuesOf(name, change) }];
    });
}

function valuesOf(name: string, change: OutputChange): Pick<OutputReport, "before" | "after" | "lines"> {
  const before = hideSensitive(change.before ?? undefined, change.before_sensitive);
  const after =
    change.after_unknown === true
      ? "(known after apply)"
      : hideSensitive(change.after ?? undefined, change.after_sensitive);
  const { path, origin, ...values } = fieldChange("output", { path: name, before, after }, "configuration");
  return values;
}
