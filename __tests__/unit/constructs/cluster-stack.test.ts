import { App } from "cdktf";
import { ClusterStack, Job, Namespace } from "../../../constructs";

describe("a stack on a cluster", () => {
  it("names no constructs beside its resources, for cdktf would look for each of them in every line of a plan", () => {
    const stack = new ClusterStack(new App(), "cluster", { nomad: { address: "http://127.0.0.1:4646" } });
    new Namespace(stack, "lab", { name: "lab" });
    new Job(stack, "web", {
      name: "web",
      groups: [{ name: "web", tasks: [{ name: "web", driver: "docker", config: { image: "web:1" } }] }],
    });

    const { resource } = stack.toTerraform() as { resource: Record<string, Record<string, object>> };

    expect(Object.keys(resource)).toEqual(["nomad_namespace", "nomad_job"]);
    for (const made of Object.values(resource).flatMap(Object.values<object>)) {
      expect(made).not.toHaveProperty(["//"]);
    }
  });
});
