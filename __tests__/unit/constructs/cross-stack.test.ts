import { App } from "cdktf";
import { AclPolicy, AclRole, ClusterStack, Job, Namespace } from "../../../constructs";
import { synthesized } from "../../../testing";

const settings = { nomad: { address: "http://127.0.0.1:4646" } };

// https://github.com/hashicorp/terraform-cdk/issues/3023
describe("an object of another stack", () => {
  it("becomes a dependency of the stack and a name", () => {
    const app = new App();
    const [access, apps] = [new ClusterStack(app, "access", settings), new ClusterStack(app, "apps", settings)];
    const team = new Namespace(access, "team", { name: "team" });
    const policy = new AclPolicy(access, "policy", { name: "p", rules: { namespaces: { team: { policy: "read" } } } });
    new AclRole(apps, "role", { name: "r", policies: [policy] });
    new Job(apps, "web", {
      name: "web",
      namespace: team,
      groups: [{ name: "web", tasks: [{ name: "web", driver: "raw_exec", config: { command: "/bin/web" } }] }],
    });
    const { nomad_job: jobs } = synthesized(apps).resource;
    expect(Object.values(jobs ?? {})[0]).not.toHaveProperty("depends_on");
    expect(apps.dependsOn(access)).toBe(true);
  });

  it("fails if the stacks would depend on each other", () => {
    const app = new App();
    const [access, apps] = [new ClusterStack(app, "access", settings), new ClusterStack(app, "apps", settings)];
    access.addDependency(apps);
    const team = new Namespace(access, "team", { name: "team" });
    expect(() => new Job(apps, "web", { name: "web", namespace: team, groups: [] })).toThrow(
      '[apps/web] it needs [access/team/resource], but the stack "access" depends on "apps"; move one of the two into the same stack',
    );
  });
});
