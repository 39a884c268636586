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
  it("waits for the namespace that the program makes, and for what it is told to wait for", () => {
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
    new Job(scope, "web", { ...web, terraform: { detach: true, purgeOnDestroy: true, timeouts: { create: "2m" } } });
    expect(synthesized(scope).resource.nomad_job?.default_web).toMatchObject({
      detach: true,
      purge_on_destroy: true,
      timeouts: { create: "2m" },
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

  it("fails when a transform changes nothing", () => {
    const scope = stack();
    new Job(scope, "web", { ...web, transform: () => {} });
    expect(() => synthesized(scope)).toThrow(
      "[default/web] transform: it changed nothing in the job's JSON; remove it, or change the object it is given in place",
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

  it("shows a warning and goes on, and says nothing where the rule is ignored for a reason", () => {
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
      '[default/first] groups.web.tasks.web.config.image: "web:latest" has the tag "latest": each node runs whichever version it fetched; pin a version or a digest (image-not-pinned)',
    ]);
    expect(warnings(second)).toEqual([]);
    expect(Object.keys(synthesized(scope).resource.nomad_job ?? {})).toEqual(["default_first", "default_second"]);
  });

  it("fails when the stack has a job of its name in its namespace already", () => {
    const scope = stack();
    new Job(scope, "web", web);
    expect(() => new Job(scope, "again", web)).toThrow(
      "[cluster/again] nomad_job.default_web: this address is already that of [cluster/web], and Terraform would merge the two silently; give one of them another name",
    );
  });
});
