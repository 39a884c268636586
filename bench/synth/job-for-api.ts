import { datacenter, type Wanted } from "./wanted";

const seconds = 1_000_000_000;

/** A job as Nomad's API takes it, written by hand. */
export function jobForApi({ name, image, groups, env, template }: Wanted): object {
  return {
    ID: name,
    Name: name,
    Datacenters: [datacenter],
    TaskGroups: groups.map((group) => ({
      Name: group.name,
      Count: group.count,
      Networks: [{ Mode: "bridge", DynamicPorts: [{ Label: "http", To: 8080 }] }],
      Services: [
        {
          Name: `${name}-${group.name}`,
          PortLabel: "http",
          Provider: "nomad",
          Checks: [{ Type: "http", Path: "/health", Interval: 10 * seconds, Timeout: 2 * seconds }],
        },
      ],
      Tasks: [
        {
          Name: group.name,
          Driver: "docker",
          Config: { image, ports: ["http"] },
          Env: env,
          Templates: [{ EmbeddedTmpl: template, DestPath: "local/app.conf", ChangeMode: "restart" }],
          Resources: { CPU: 200, MemoryMB: 256 },
        },
      ],
    })),
  };
}
