import { rule } from "../rule";

const OF_GROUP = ["alloc", "alloc_ipv6"];

/** Which address is registered or checked. */
export const addressMode = rule({
  code: "address-mode",
  level: "error",
  title: "a service or check has an address mode that does not go with its place or its address",
  refusedByNomad: true,
  messages: {
    addressTwice: ({ mode }: { readonly mode: string }) =>
      `"${mode}" finds an address, and address sets one; remove one of them`,
    onlyInGroup: ({ mode }: { readonly mode: string }) =>
      `only services of a group can use "${mode}"; move the service to the group`,
    onlyInTask: () => 'only services of a task can use "driver"; move the service to its task',
  },
  *check(job) {
    for (const { service, task, path } of job.services) {
      const mode = service.addressMode ?? "auto";
      if (service.address && mode !== "auto") {
        yield {
          path: `${path}.addressMode`,
          problem: "addressTwice",
          mode,
        };
      }
      if (task && OF_GROUP.includes(mode)) {
        yield {
          path: `${path}.addressMode`,
          problem: "onlyInGroup",
          mode,
        };
      }
      if (!task && mode === "driver") {
        yield {
          path: `${path}.addressMode`,
          problem: "onlyInTask",
        };
      }
    }
    for (const { of, check, path } of job.checks) {
      const mode = check.addressMode;
      if (of.task && mode !== undefined && OF_GROUP.includes(mode)) {
        yield {
          path: `${path}.addressMode`,
          problem: "onlyInGroup",
          mode,
        };
      }
      if (!of.task && mode === "driver" && check.task) {
        yield {
          path: `${path}.addressMode`,
          problem: "onlyInTask",
        };
      }
    }
  },
});
