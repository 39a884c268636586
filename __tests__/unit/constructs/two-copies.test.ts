import { App } from "cdktf";
import type * as Library from "../../../constructs";
import { synthesized } from "../../../testing";

/** Loads the library again, as a second installed copy of the package is. */
function load(): typeof Library {
  let library: typeof Library | undefined;
  jest.isolateModules(() => {
    // cdktf and constructs are peer dependencies, so both copies share them.
    jest.doMock("cdktf", () => cdktf);
    library = require("../../../constructs");
  });
  return library as typeof Library;
}

const cdktf = require("cdktf");

const job = {
  name: "web",
  groups: [
    {
      name: "web",
      count: 3,
      constraints: [{ operator: "distinct_hosts", value: "true" }],
      tasks: [
        { name: "web", driver: "raw_exec", config: { command: "/bin/web" }, resources: { cpu: 100, memory: 64 } },
      ],
    },
  ],
} as const;

describe("a job of one copy of the library in a stack of another copy", () => {
  const [first, second] = [load(), load()];
  const settings = { nomad: { address: "http://127.0.0.1:4646" }, datacenters: ["dc7"], nodePool: "web" };

  it("are two copies", () => {
    expect(first.ClusterStack).not.toBe(second.ClusterStack);
  });

  it("runs in the datacenters and the node pool of the stack", () => {
    const stack = new first.ClusterStack(new App(), "apps", settings);
    new second.Job(stack, "web", job);
    const [resource] = Object.values(synthesized(stack).resource.nomad_job ?? {});
    expect(resource?.jobspec).toMatchObject({ Datacenters: ["dc7"], NodePool: "web" });
  });

  it("is checked against the number of nodes of the stack", () => {
    const stack = new first.ClusterStack(new App(), "apps", { ...settings, nodes: 2 });
    new second.Job(stack, "web", job);
    expect(() => synthesized(stack)).toThrow("distinct-hosts-count");
  });

  it("finds the Consul of the stack", () => {
    const stack = new first.ClusterStack(new App(), "apps", {
      ...settings,
      consul: { address: "http://127.0.0.1:8500" },
    });
    expect(
      () => new second.ConsulAclPolicy(stack, "p", { name: "p", rules: { keys: { "web/": "read" } } }),
    ).not.toThrow();
  });
});
