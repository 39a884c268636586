import { readFileSync } from "node:fs";
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
import TYPES from "../../../provider/internal/resourcetype/types.json";
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
  it("gets the number of resources and the jobs of the complete program", () => {
    const scope = stack();
    const lab = new Namespace(scope, "lab", { name: "lab" });
    new Job(scope, "web", { ...job("web"), namespace: lab });
    new Job(scope, "db", job("db"));
    expect(provider(scope)?.guard).toEqual({ resources: 3, jobs: ["default/db", "lab/web"] });
  });

  it("gets the counts of an empty program too", () => {
    expect(provider(stack())?.guard).toEqual({ resources: 0, jobs: [] });
  });

  it("is set in Consul's provider as in Nomad's", () => {
    const scope = stack({ consul: { address: "http://127.0.0.1:8500" }, guard: { share: 20 } });
    new ConsulAclPolicy(scope, "policy", { name: "p", rules: { operator: "read" } });
    expect(provider(scope, "consul")?.guard).toEqual({ share: 20, resources: 1 });
  });

  it("has the limits of the settings, or is off", () => {
    expect(provider(stack({ guard: { share: 10, least: 1 } }))?.guard).toMatchObject({ share: 10, least: 1 });
    expect(provider(stack({ guard: "off" }))?.guard).toEqual({ off: true });
  });

  it("gets the objects of the other stacks on the same cluster, which a plan of this stack must not destroy", () => {
    const app = new App();
    const [apps, other, elsewhere] = [
      new ClusterStack(app, "apps", { nomad }),
      new ClusterStack(app, "other", { nomad }),
      new ClusterStack(app, "elsewhere", { nomad: { address: "http://10.0.0.1:4646" } }),
    ];
    new Job(apps, "web", job("web"));
    new Namespace(other, "lab", { name: "lab" });
    new Job(other, "db", job("db"));
    new Job(elsewhere, "far", job("far"));
    expect(provider(apps)?.guard).toMatchObject({ others: ["job/default/db", "namespace/lab"] });
    expect(provider(other)?.guard).toMatchObject({ others: ["job/default/web"] });
    expect(provider(elsewhere)?.guard).not.toHaveProperty("others");
  });

  it("is not there with the providers of HashiCorp, which do not know it", () => {
    expect(provider(stack({ providers: "hashicorp" }))).not.toHaveProperty("guard");
  });

  it("gets the confirmations of the program, for this stack only", () => {
    const confirm = [
      "namespace/dns",
      "job/lab/db/main",
      "volume/default/data@1b2c3d4e",
      "policy/readers",
      "variable/default/nomad/jobs/db",
      "consul-role/default/ops",
      "many-jobs",
    ] as const;
    expect(provider(stack({ guard: { confirm } }))?.guard).toMatchObject({ confirm });
    expect(provider(stack({ guard: { confirm: [] } }))?.guard).not.toHaveProperty("confirm");
  });

  const formsOfTable = [
    ...new Set(
      Object.values(TYPES).flatMap((row) => ("confirmation" in row ? `${row.word}/${row.confirmation.form}` : [])),
    ),
    "many-jobs",
    "empty-program",
  ];

  it("has a type for each form of the table of resource types", () => {
    const [, type = ""] = /export type Confirmation =([^;]*);/.exec(readFileSync("constructs/guard.ts", "utf8")) ?? [];
    const forms = [...type.matchAll(/[`"]([^`"]+)[`"]/g)].map(([, form = ""]) => form);
    expect(forms.sort()).toEqual(formsOfTable.map((form) => form.replace(/\b[A-Z]+\b/g, "${string}")).sort());
  });

  it("refuses a confirmation of everything, and words that no refusal names, all together", () => {
    // As from a program in JavaScript, or of words that a compiler does not know: the types refuse most of it.
    const confirm = ["all", "namespace/dns", "job/db", "namespace/a,namespace/b"] as unknown as readonly Confirmation[];
    const forms = formsOfTable.join(", ");
    expect(() => stack({ guard: { confirm } })).toThrow(
      new Error(
        [
          '[apps] guard.confirm: got "all", which would also confirm what a later change destroys; name what this one does, as "namespace/dns" or "job/default/db"',
          `[apps] guard.confirm: got "job/db", want what a refusal names, one of ${forms}`,
          `[apps] guard.confirm: got "namespace/a,namespace/b", want what a refusal names, one of ${forms} (property-invalid)`,
        ].join("\n"),
      ),
    );
  });

  it.each([
    [{ share: 101 }, "[apps] guard.share: got 101, want a whole number from 0 to 100 (property-invalid)"],
    [{ share: 0.5 }, "[apps] guard.share: got 0.5, want a whole number from 0 to 100 (property-invalid)"],
    [{ least: 0 }, "[apps] guard.least: got 0, want a whole number of at least 1 (property-invalid)"],
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

describe("whether an apply stops waiting for a job", () => {
  it("is in Terraform's state, and Nomad sees nothing of it", () => {
    const scope = stack();
    new Job(scope, "db", { ...job("db"), terraform: { failFast: false } });
    new Job(scope, "web", job("web"));
    const jobs = synthesized(scope).resource.nomad_job;
    expect(jobs?.default_db?.fail_fast).toBe(false);
    expect(jobs?.default_web).not.toHaveProperty("fail_fast");
  });

  it("is an error with the providers of HashiCorp, which always wait", () => {
    const scope = stack({ providers: "hashicorp" });
    new Job(scope, "db", { ...job("db"), terraform: { failFast: true } });
    expect(() => synthesized(scope)).toThrow(
      '[default/db] terraform.failFast: got true, but the provider hashicorp does not know it and it would have no effect; use providers: "cdknomad", or leave it out',
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
