import { rule } from "../rule";

/** A datacenter without a name. */
export const datacenterEmpty = rule({
  code: "datacenter-empty",
  level: "error",
  title: "a datacenter has an empty name",
  refusedByNomad: true,
  messages: {
    emptyName: () => 'it is empty; name a datacenter, or use "*" for all',
  },
  *check({ spec }) {
    for (const [index, datacenter] of (spec.datacenters ?? []).entries()) {
      if (datacenter === "") {
        yield { path: `datacenters[${index}]`, problem: "emptyName" };
      }
    }
  },
});
