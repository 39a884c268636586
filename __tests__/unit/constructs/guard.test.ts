import { App } from "cdktf";
import {
  type ClusterSettings,
  ClusterStack,
  type Confirmation,
  ConsulAclPolicy,
  Job,
  type JobProps,
  Namespace,
} from "../../../constructs";
import { synthesized } from "../../../testing";

const nomad = { address: "http://127.0.0.1:4646" };
const stack = (settings: Partial<ClusterSettings> = {}) => new ClusterStack(new App(), "apps", { nomad, ...settings });
const provider = (scope: ClusterStack, name: "nomad" | "consul" = "nomad") =>
  (synthesized(scope) as unknown as { provider: Record<string, readonly Record<string, unknown>[]> }).provider[
    name
  ]?.[0];

const job = (name: string): JobProps => ({
  name,
  groups: [
    {
      name: "web",
      tasks: [{ name: "web", driver: "docker", config: { image: "web:1" }, resources: { cpu: 100, memory: 64 } }],
    },
  ],
});

describe("the guard of a stack", () => {
  it("is told what the program has, when all of it is there", () => {
    const scope = stack();
    const lab = new Namespace(scope, "lab", { name: "lab" });
    new Job(scope, "web", { ...job("web"), namespace: lab });
    new Job(scope, "db", job("db"));
    expect(provider(scope)?.guard).toEqual({ resources: 3, jobs: ["default/db", "lab/web"] });
  });

  it("is told of an empty program too", () => {
    expect(provider(stack())?.guard).toEqual({ resources: 0, jobs: [] });
  });

  it("is told in Consul's provider as in Nomad's", () => {
    const scope = stack({ consul: { address: "http://127.0.0.1:8500" }, guard: { share: 20 } });
    new ConsulAclPolicy(scope, "policy", { name: "p", rules: { operator: "read" } });
    expect(provider(scope, "consul")?.guard).toEqual({ share: 20, resources: 1 });
  });

  it("has the limits of the settings, or is off", () => {
    expect(provider(stack({ guard: { share: 10, least: 1 } }))?.guard).toMatchObject({ share: 10, least: 1 });
    expect(provider(stack({ guard: "off" }))?.guard).toEqual({ off: true });
  });

  it("is not there with the providers of HashiCorp, which do not know it", () => {
    expect(provider(stack({ providers: "hashicorp" }))).not.toHaveProperty("guard");
  });

  it("is told what the program confirms, for this stack only", () => {
    const confirm = ["namespace/dns", "job/lab/db/main", "volume/default/data@1b2c3d4e", "many-jobs"] as const;
    expect(provider(stack({ guard: { confirm } }))?.guard).toMatchObject({ confirm });
    expect(provider(stack({ guard: { confirm: [] } }))?.guard).not.toHaveProperty("confirm");
  });

  it("refuses a confirmation of everything, and words that no refusal names, all together", () => {
    // As from a program in JavaScript, or of words that a compiler does not know: the types refuse most of it.
    const confirm = ["all", "namespace/dns", "job/db", "namespace/a,namespace/b"] as unknown as readonly Confirmation[];
    const forms =
      "namespace/NAME, auth-method/NAME, consul-auth-method/NAMESPACE/NAME, job/NAMESPACE/ID, volume/NAMESPACE/ID, many-jobs, empty-program";
    expect(() => stack({ guard: { confirm } })).toThrow(
      new Error(
        [
          '[apps] guard.confirm: got "all", which would also confirm what a later change destroys; name what this one does, as "namespace/dns" or "job/default/db"',
          `[apps] guard.confirm: got "job/db", want what a refusal names, one of ${forms}`,
          `[apps] guard.confirm: got "namespace/a,namespace/b", want what a refusal names, one of ${forms}`,
        ].join("\n"),
      ),
    );
  });

  it.each([
    [{ share: 101 }, "[apps] guard.share: got 101, want a whole number from 0 to 100"],
    [{ share: 0.5 }, "[apps] guard.share: got 0.5, want a whole number from 0 to 100"],
    [{ least: 0 }, "[apps] guard.least: got 0, want a whole number of at least 1"],
  ])("refuses %j", (guard, message) => {
    expect(() => stack({ guard })).toThrow(new Error(message));
  });
});

describe("a protected job", () => {
  it("is so in Terraform's state, and Nomad sees nothing of it", () => {
    const scope = stack();
    new Job(scope, "db", { ...job("db"), protect: true });
    new Job(scope, "web", { ...job("web"), protect: false });
    const jobs = synthesized(scope).resource.nomad_job;
    expect(jobs?.default_db?.protect).toBe(true);
    expect(jobs?.default_web).not.toHaveProperty("protect");
    expect(JSON.stringify(jobs?.default_db?.jobspec)).not.toContain("protect");
  });

  it("is an error with the providers of HashiCorp, by which nothing would protect it", () => {
    const scope = stack({ providers: "hashicorp" });
    new Job(scope, "db", { ...job("db"), protect: true });
    expect(() => synthesized(scope)).toThrow(
      '[default/db] protect: got true, but the provider hashicorp does not know it and nothing would protect the job; use providers: "cdknomad", or leave it out',
    );
  });
});

describe("a job that had another address", () => {
  it("is moved in Terraform's state", () => {
    const scope = stack();
    new Job(scope, "web", { ...job("web"), terraform: { movedFrom: "nomad_job.by_hand" } });
    expect(synthesized(scope)).toMatchObject({ moved: [{ from: "nomad_job.by_hand", to: "nomad_job.default_web" }] });
  });
});
