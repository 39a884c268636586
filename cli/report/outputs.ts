import type { FieldChange, OutputReport, StackReport } from "./report";

/** Returns an output in the form of a field, which the renderers show: its path is `output NAME`. */
export function outputField({ name, action, ...values }: OutputReport): FieldChange {
  return { path: `output ${name}`, origin: "configuration", ...values };
}

/** Whether a stack has nothing to show: no changed resource or output, and no message. */
export function isUnchanged({ resources, outputs = [], problems }: StackReport): boolean {
  return resources.length + outputs.length + problems.length === 0;
}
