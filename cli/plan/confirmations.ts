import { resourceTypes } from "../../constructs/resource-types";
import { withCode } from "../../errors";
import type { Problem } from "../report/report";
import { identityOf } from "../stack/identity";
import type { Stack } from "../stack/stack";
import type { PlanFile, ResourceChange } from "../terraform/plan-file";

/**
 * Returns one warning about the confirmations of a program that its plan does not need. A confirmation that remains in the
 * program would allow the next accidental deletion.
 */
export function idleConfirmations(stack: Stack, { resource_changes: changes = [] }: PlanFile): Problem[] {
  const destroyed = changes.filter(({ change }) => change.actions.includes("delete"));
  const names = new Set(
    destroyed.flatMap(
      ({ type, change }) => (resourceTypes.get(type)?.confirmation && identityOf(type, change.before)) ?? [],
    ),
  );
  const idle = confirmedIn(stack).filter((word) => !isNeeded(word, destroyed, names));
  if (idle.length === 0) {
    return [];
  }
  return [
    {
      level: "warning",
      summary: withCode("confirmation-idle", `guard.confirm is not needed any more: ${idle.join(", ")}`),
      detail:
        "this plan destroys nothing that needs these confirmations; remove them from the settings of this stack, because they would allow the next accidental deletion",
    },
  ];
}

function confirmedIn({ providers }: Stack): string[] {
  return [
    ...new Set(Object.values(providers).flatMap((blocks) => blocks.flatMap(({ guard }) => guard?.confirm ?? []))),
  ];
}

function isNeeded(word: string, destroyed: readonly ResourceChange[], names: ReadonlySet<string>): boolean {
  switch (word) {
    case "empty-program":
      return destroyed.length > 0;
    case "many-jobs":
      return destroyed.some(({ type }) => type === "nomad_job");
    default:
      return names.has(word);
  }
}
