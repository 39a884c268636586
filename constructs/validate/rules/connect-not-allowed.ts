import { rule } from "../rule";

/** Where a service may join the mesh at all. */
export const connectNotAllowed = rule({
  code: "connect-not-allowed",
  level: "error",
  title: "a service of a task, or one in Nomad's own discovery, is to join the Consul mesh",
  refusedByNomad: true,
  messages: {
    serviceOfTask: () => "only services of a group can join the mesh; move the service to the group",
    providerNomad: () => 'the mesh belongs to Consul, and the service has provider "nomad"; set it to "consul"',
  },
  *check(job) {
    for (const { service, task, provider, path } of job.services) {
      if (service.connect === undefined) {
        continue;
      }
      if (task) {
        yield {
          path: `${path}.connect`,
          problem: "serviceOfTask",
        };
      }
      if (provider === "nomad") {
        yield {
          path: `${path}.connect`,
          problem: "providerNomad",
        };
      }
    }
  },
});
