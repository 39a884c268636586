import { itemPath } from "../../spec";
import type { Comparison } from "../comparison";
import { each } from "../indexed";
import { rule } from "../rule";

const DISTINCT = ["distinct_hosts", "distinct_property"];

/** Conditions that hold between the allocations of a group, and so cannot stand on a part of one. */
export const distinctInTask = rule({
  code: "distinct-in-task",
  level: "error",
  title: "a task or a device has distinct_hosts or distinct_property",
  refusedByNomad: true,
  messages: {
    distinctInTask: ({ operator }: { readonly operator: string }) =>
      `"${operator}" compares whole allocations; write it on the group or the job`,
  },
  *check(job) {
    for (const { task, path } of job.tasks) {
      const lists: [string, readonly Comparison[] | undefined][] = [[`${path}.constraints`, task.constraints]];
      for (const [index, device] of (task.resources?.devices ?? []).entries()) {
        lists.push([`${itemPath(`${path}.resources.devices`, device.name, index)}.constraints`, device.constraints]);
      }
      for (const [list, constraints] of lists) {
        for (const [at, { operator = "=" }] of each(list, constraints)) {
          if (DISTINCT.includes(operator)) {
            yield {
              path: `${at}.operator`,
              problem: "distinctInTask",
              operator,
            };
          }
        }
      }
    }
  },
});
