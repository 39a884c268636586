import { quoted } from "../../issue";
import { each } from "../indexed";
import type { GroupView } from "../job-view";
import { isKnownNumber } from "../known";
import { rule } from "../rule";

/** Even distribution. */
export const spreadInvalid = rule({
  code: "spread-invalid",
  level: "error",
  title: "a spread cannot be evaluated",
  refusedByNomad: true,
  messages: {
    noAttribute: () => 'it is empty; name a property of the node, for example "${node.datacenter}"',
    badWeight: ({ weight }: { readonly weight: number }) => `got ${weight}; use 1 to 100`,
    sameTarget: ({ values }: { readonly values: readonly string[] }) =>
      `${quoted(values)} has two shares; give each value one share`,
    sumAbove100: ({ sum }: { readonly sum: number }) => `the sum of the shares is ${sum} percent; use at most 100`,
  },
  *check(job) {
    if (job.type === "system") {
      return;
    }
    const lists: [string, GroupView["group"]["spreads"]][] = [["spreads", job.spec.spreads]];
    for (const { group, path } of job.groups) {
      lists.push([`${path}.spreads`, group.spreads]);
    }
    for (const [list, spreads] of lists) {
      for (const [path, spread] of each(list, spreads)) {
        if (spread.attribute === "") {
          yield {
            path: `${path}.attribute`,
            problem: "noAttribute",
          };
        }
        if (isKnownNumber(spread.weight) && (spread.weight <= 0 || spread.weight > 100)) {
          yield { path: `${path}.weight`, problem: "badWeight", weight: spread.weight };
        }
        const targets = spread.targets ?? [];
        const values = targets.map(({ name }) => name);
        const twice = values.filter((value, index) => values.indexOf(value) !== index);
        if (twice.length > 0) {
          yield {
            path: `${path}.targets`,
            problem: "sameTarget",
            values: [...new Set(twice)],
          };
        }
        const percents = targets.map(({ percent }) => percent ?? 0);
        const sum = percents.reduce((total, percent) => total + percent, 0);
        if (percents.every(isKnownNumber) && sum > 100) {
          yield { path: `${path}.targets`, problem: "sumAbove100", sum };
        }
      }
    }
  },
});
