import { App } from "cdktf";
import { ClusterStack, Job, type JobProps, Namespace } from "../../../constructs";
import { synthesized } from "../../../testing";

const stack = () => new ClusterStack(new App(), "cluster", { nomad: { address: "http://127.0.0.1:4646" } });

const web = {
  name: "web",
  groups: [
    {
      name: "web",
      tasks: [{ name: "web", driver: "docker", config: { image: "web:1" }, resources: { cpu: 100, memory: 64 } }],
    },
  ],
} as const satisfies JobProps;

describe("a job", () => {
  it("depends on the namespace that the program creates, and on the resources in dependsOn", () => {
    const scope = stack();
    const lab = new Namespace(scope, "lab", { name: "lab" });
    const first = new Job(scope, "first", { ...web, name: "first", namespace: lab });
    new Job(scope, "second", { ...web, name: "second", namespace: "lab", terraform: { dependsOn: [first] } });

    const jobs = synthesized(scope).resource.nomad_job;
    expect(jobs?.lab_first?.depends_on).toEqual(["nomad_namespace.lab"]);
    expect(jobs?.lab_second?.depends_on).toEqual(["nomad_job.lab_first"]);
  });

  it("is in the namespace default when nothing else is said, and there depends on nothing", () => {
    const scope = stack();
    new Job(scope, "web", web);
    const job = synthesized(scope).resource.nomad_job?.default_web;
    expect(job).toMatchObject({ json: true, jobspec: { ID: "web", Namespace: "default" } });
    expect(job).not.toHaveProperty("depends_on");
  });

  it("keeps Nomad's interpolation", () => {
    const scope = stack();
    new Job(scope, "web", {
      ...web,
      constraints: [{ attribute: `\${attr.kernel.name}`, operator: "=", value: "linux" }],
    });
    expect(synthesized(scope).resource.nomad_job?.default_web?.jobspec).toMatchObject({
      Constraints: [{ LTarget: `\${attr.kernel.name}`, Operand: "=", RTarget: "linux" }],
    });
  });

  it("hands the options of Terraform to Terraform", () => {
    const scope = stack();
    const options = { detach: true, preserveCounts: true, preserveResources: false, purgeOnDestroy: true };
    new Job(scope, "web", { ...web, terraform: { ...options, timeouts: { create: "2m" } } });
    expect(synthesized(scope).resource.nomad_job?.default_web).toMatchObject({
      detach: true,
      preserve_counts: true,
      preserve_resources: false,
      purge_on_destroy: true,
      timeouts: { create: "2m" },
    });
  });

  it("makes the provider of HashiCorp wait until it runs, of any version up to the next major one", () => {
    const settings = { nomad: { address: "http://127.0.0.1:4646" }, consul: { address: "http://127.0.0.1:8500" } };
    const scope = new ClusterStack(new App(), "cluster", { ...settings, providers: "hashicorp" });
    new Job(scope, "web", web);
    new Job(scope, "other", { ...web, name: "other", terraform: { detach: true } });
    const { resource, terraform } = synthesized(scope) as unknown as {
      resource: Record<string, Record<string, object>>;
      terraform: { required_providers: object };
    };
    expect(resource.nomad_job?.default_web).toMatchObject({ detach: false });
    expect(resource.nomad_job?.default_other).toMatchObject({ detach: true });
    expect(terraform.required_providers).toMatchObject({
      nomad: { source: "nomad", version: ">= 2.5.2, < 3.0.0" },
      consul: { source: "consul", version: ">= 2.22.1, < 3.0.0" },
    });
  });

  it("can be changed in its last form", () => {
    const scope = stack();
    new Job(scope, "web", {
      ...web,
      transform: (job) => {
        job.Priority = 70;
      },
    });
    expect(synthesized(scope).resource.nomad_job?.default_web?.jobspec).toMatchObject({ Priority: 70 });
  });

  // https://github.com/hashicorp/terraform-provider-nomad/issues/400, https://github.com/hashicorp/terraform-provider-nomad/issues/242
  describe("with a field of a newer Nomad that transform adds", () => {
    const transform = (job: object) => {
      Object.assign((job as { TaskGroups: object[] }).TaskGroups[0] ?? {}, { PlacementHint: "near" });
    };

    it("lets the provider send it as it is", () => {
      const scope = stack();
      new Job(scope, "web", { ...web, transform });
      expect(synthesized(scope).resource.nomad_job?.default_web).toMatchObject({
        newer_fields: true,
        jobspec: { TaskGroups: [{ PlacementHint: "near" }] },
      });
    });

    it("is refused with the official provider, which drops it", () => {
      const scope = new ClusterStack(new App(), "cluster", {
        nomad: { address: "http://127.0.0.1:4646" },
        providers: "hashicorp",
      });
      new Job(scope, "web", { ...web, transform });
      expect(() => synthesized(scope)).toThrow(
        "transform: got true, but the provider hashicorp does not know it and drops groups.web.PlacementHint",
      );
    });
  });

  it("fails when a transform changes nothing", () => {
    const scope = stack();
    new Job(scope, "web", { ...web, transform: () => {} });
    expect(() => synthesized(scope)).toThrow(
      "[default/web] transform: it did not change the JSON of the job; remove it, or change the object that it receives in place",
    );
  });

  it("fails with all problems of all jobs at once", () => {
    const scope = stack();
    // What the compiler refuses still arrives from JavaScript, or from a cast.
    const wrong = { ...web, kilTimeout: "5s", groups: [{ ...web.groups[0], count: "three" }] } as unknown as JobProps;
    new Job(scope, "one", { ...wrong, name: "one" });
    new Job(scope, "two", { ...wrong, name: "two" });

    const report = () => synthesized(scope);
    expect(report).toThrow("[default/one] kilTimeout:");
    expect(report).toThrow("[default/one] groups.web.count:");
    expect(report).toThrow("[default/two] groups.web.count:");
  });

  it("fails with one message where the encoder and a rule find the same", () => {
    const scope = stack();
    new Job(scope, "web", { ...web, groups: [web.groups[0], web.groups[0]] });
    const report = () => synthesized(scope);
    expect(report).toThrow(/groups\.web/);
    expect(report).not.toThrow(/groups\.web(.|\n)*groups\.web/);
  });

  it("shows a warning and continues, and shows none when the rule is ignored for a reason", () => {
    const scope = stack();
    const latest = {
      ...web,
      groups: [{ ...web.groups[0], tasks: [{ ...web.groups[0].tasks[0], config: { image: "web:latest" } }] }],
    };
    const first = new Job(scope, "first", { ...latest, name: "first" });
    const second = new Job(scope, "second", {
      ...latest,
      name: "second",
      ignore: [{ code: "image-not-pinned", reason: "rebuilt every hour" }],
    });
    const warnings = (job: Job) => job.node.metadata.map(({ data }) => data);
    expect(warnings(first)).toEqual([
      '[default/first] groups.web.tasks.web.config.image: "web:latest" has the tag "latest": its version can change at each start and differ between nodes; pin a version or a digest (image-not-pinned)',
    ]);
    expect(warnings(second)).toEqual([]);
    expect(Object.keys(synthesized(scope).resource.nomad_job ?? {})).toEqual(["default_first", "default_second"]);
  });

  it("fails when the stack has a job of its name in its namespace already", () => {
    const scope = stack();
    new Job(scope, "web", web);
    expect(() => new Job(scope, "again", web)).toThrow(
      "[cluster/again] nomad_job.default_web: [cluster/web] already declares this object, and Terraform would merge the two; remove one of them, or give it another name",
    );
  });
});
