import { itemPath } from "../../spec";
import { type Comparison, comparisonMessages, wrongValue } from "../comparison";
import { each } from "../indexed";
import { isKnownNumber } from "../known";
import { rule } from "../rule";

/** Preferences. */
export const affinityInvalid = rule({
  code: "affinity-invalid",
  level: "error",
  title: "an affinity cannot be evaluated",
  refusedByNomad: true,
  messages: {
    ...comparisonMessages,
    noAttribute: () => 'it is empty; name a property of the node, for example "${node.class}"',
    badWeight: ({ weight }: { readonly weight: number }) => `got ${weight}; use -100 to 100, but not 0`,
  },
  *check(job) {
    type Affinity = Comparison & { readonly weight?: number };
    const lists: [string, readonly Affinity[] | undefined][] = [];
    if (job.type !== "system") {
      lists.push(["affinities", job.spec.affinities]);
      for (const { group, path } of job.groups) {
        lists.push([`${path}.affinities`, group.affinities]);
      }
      for (const { task, path } of job.tasks) {
        lists.push([`${path}.affinities`, task.affinities]);
      }
    }
    for (const { task, path } of job.tasks) {
      for (const [index, device] of (task.resources?.devices ?? []).entries()) {
        lists.push([`${itemPath(`${path}.resources.devices`, device.name, index)}.affinities`, device.affinities]);
      }
    }
    for (const [list, affinities] of lists) {
      for (const [path, affinity] of each(list, affinities)) {
        yield* wrongValue(path, affinity);
        if (!affinity.attribute) {
          yield { path: `${path}.attribute`, problem: "noAttribute" };
        }
        const weight = affinity.weight;
        if (isKnownNumber(weight) && (weight === 0 || Math.abs(weight) > 100)) {
          yield { path: `${path}.weight`, problem: "badWeight", weight };
        }
      }
    }
  },
});
