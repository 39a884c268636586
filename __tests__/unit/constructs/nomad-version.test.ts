import { App, Testing } from "cdktf";
import { ClusterStack, Job, type JobProps } from "../../../constructs";
import { synthesized } from "../../../testing";

const stack = (nomadVersion?: string) =>
  new ClusterStack(new App(), "cluster", {
    nomad: { address: "http://127.0.0.1:4646" },
    ...(nomadVersion !== undefined && { nomadVersion }),
  });

const report = {
  name: "report",
  type: "batch",
  groups: [
    {
      name: "web",
      maxRunDuration: "1h",
      tasks: [
        {
          name: "web",
          driver: "docker",
          config: { image: "web:1.0.0" },
          resources: { cpu: 100, memory: 64 },
          templates: [{ data: "a", destination: "local/a", once: true }],
        },
      ],
    },
  ],
} as const satisfies JobProps;

const problems = (nomadVersion: string | undefined, props: JobProps): string[] => {
  const scope = stack(nomadVersion);
  new Job(scope, "job", props);
  try {
    Testing.synth(scope, true);
    return [];
  } catch (error) {
    return (error as Error).message.split("\n").flatMap((line) => line.match(/\[default\/report\].*/)?.[0] ?? []);
  }
};

describe("the nomadVersion of the settings", () => {
  it("makes each field that it does not know an error with place, code, and fix", () => {
    expect(problems("1.10.1", report)).toEqual([
      "[default/report] groups.web.maxRunDuration: Nomad 1.10.1 (nomadVersion in the settings) ignores it without an error, because it came with Nomad 2.0.2; remove it, or upgrade the cluster and change nomadVersion (field-not-in-version)",
      "[default/report] groups.web.tasks.web.templates[0].once: Nomad 1.10.1 (nomadVersion in the settings) ignores it without an error, because it came with Nomad 1.10.2; remove it, or upgrade the cluster and change nomadVersion (field-not-in-version)",
    ]);
    expect(problems("1.10.2", report)).toHaveLength(1);
  });

  it("makes an option of a driver that its nodes reject an error", () => {
    const task = { name: "web", driver: "exec", config: { command: "/bin/web", workDir: "/srv" } } as const;
    const groups = [{ name: "web", tasks: [{ ...task, resources: { cpu: 100, memory: 64 } }] }];
    expect(problems("1.9.1", { name: "report", type: "batch", groups })).toEqual([
      "[default/report] groups.web.tasks.web.config.workDir: nodes with Nomad 1.9.1 (nomadVersion in the settings) reject a task with this option, which came with Nomad 1.9.3; remove it, or upgrade the cluster and change nomadVersion (field-not-in-version)",
    ]);
    expect(problems("1.9.3", { name: "report", type: "batch", groups })).toEqual([]);
  });

  it("makes a value that its servers reject an error", () => {
    const volumes = [{ name: "data", type: "host", source: "data", accessMode: "single-node-multi-writer" }] as const;
    const resources = { cpu: 100, memory: 64 };
    const task = { name: "web", driver: "docker", config: { image: "web:1.0.0" }, resources } as const;
    const groups = [{ name: "web", volumes, tasks: [task] }] as const satisfies JobProps["groups"];
    expect(problems("1.9.7", { name: "report", type: "batch", groups })).toEqual([
      '[default/report] groups.web.volumes.data.accessMode: got "single-node-multi-writer", which came with Nomad 1.10.0, so Nomad 1.9.7 (nomadVersion in the settings) rejects the job; use another value, or upgrade the cluster and change nomadVersion (field-not-in-version)',
    ]);
    expect(problems("1.10.0", { name: "report", type: "batch", groups })).toEqual([]);
  });

  it.each(["2.0.2", "2.1.0-dev", "2.0.3+ent"])("takes the fields of %s", (version) => {
    expect(problems(version, report)).toEqual([]);
  });

  it("is not needed: without it the servers are asked at the plan", () => {
    expect(problems(undefined, report)).toEqual([]);
  });

  it("is in the metadata, for the commands that ask the servers", () => {
    const metadata = (scope: ClusterStack) =>
      (scope.toTerraform()["//"] as { metadata: { cluster?: object } }).metadata.cluster;
    expect([metadata(stack("1.10.5")), metadata(stack())]).toEqual([{ nomadVersion: "1.10.5" }, undefined]);
  });

  it.each(["1.10", "v1.10.5", "", "latest"])("is refused if it is %j", (version) => {
    expect(() => stack(version)).toThrow(
      `[cluster] nomadVersion: got "${version}", allowed is a full version such as 1.10.5`,
    );
  });

  it("does not concern a field that no release of cdknomad knows, which transform adds", () => {
    const scope = stack("1.8.4");
    const [group] = report.groups;
    new Job(scope, "job", {
      ...report,
      groups: [{ name: group.name, tasks: [{ ...group.tasks[0], templates: [] }] }],
      transform: (job) => Object.assign(job, { Future: { A: 1 } }),
    });
    expect(synthesized(scope).resource.nomad_job?.default_report).toMatchObject({
      newer_fields: true,
      jobspec: { Future: { A: 1 } },
    });
  });
});
