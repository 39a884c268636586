import { looserPlaces } from "../../../bench/patterns/compare";
import { hclLines, typeScriptLines } from "../../../bench/patterns/lines";
import { readJob } from "../../../bench/patterns/read-job";
import { encodeJob, type JobSpec } from "../../../constructs";
import type { WebServiceProps } from "../../../patterns";
import { webServiceJob } from "../../../patterns/web-service-job";

const job: JobSpec = {
  name: "shop",
  groups: [
    {
      name: "web",
      network: { ports: [{ name: "http", to: 8080 }] },
      services: [
        {
          name: "shop",
          port: "http",
          tags: ["traefik.enable=true", "traefik.http.routers.shop.rule=Host(`shop.example.com`)"],
          checks: [{ type: "http", path: "/health", interval: "10s", timeout: "2s" }],
        },
      ],
      tasks: [
        {
          name: "shop",
          driver: "docker",
          config: { image: "shop:1", ports: ["http"] },
          resources: { cpu: 1, memory: 16 },
        },
      ],
    },
  ],
};

const encoded = (props: object) => {
  const { transform: _, ...specification } = webServiceJob(props as WebServiceProps).job;
  return encodeJob(specification as JobSpec);
};

describe("the measurement of job files", () => {
  const { props = {}, reasons, routes } = readJob(job);

  it("reads a job as the props of a WebService that is equal or stricter", () => {
    expect({ reasons, routes }).toEqual({ reasons: [], routes: "routes" });
    expect(props).toEqual({
      name: "shop",
      image: "shop:1",
      port: 8080,
      check: "/health",
      routes: [{ host: "shop.example.com" }],
      provider: "consul",
      resources: { cpu: 1, memory: 16 },
    });
    // Nomad fills in the provider.
    const before = encodeJob(job);
    const [service] = before.TaskGroups?.[0]?.Services ?? [];
    Object.assign(service as object, { Provider: "consul" });
    expect(looserPlaces(before, encoded(props))).toEqual([]);
  });

  it.each([
    ["another image", { image: "shop:2" }, "task.Config.image"],
    ["less memory", { resources: { cpu: 1, memory: 8 } }, "task.Resources.MemoryMB"],
    ["another route", { routes: [{ host: "other.example.com" }] }, "services.http.routes.routes.0"],
    ["another check", { check: "/other" }, "services.http.Checks.0.Path"],
    ["a slower check", { check: { path: "/health", interval: "30s" } }, "services.http.Checks.0.Interval"],
    ["a constraint", { constraints: [{ attribute: "${attr.kernel.name}", value: "linux" }] }, "constraints"],
    ["other registration", { provider: "nomad" }, "services.http.Provider"],
    [
      "a helper",
      { tasks: [{ name: "a", driver: "raw_exec", config: { command: "a" }, lifecycle: { hook: "prestart" } }] },
      "helpers",
    ],
  ])("finds %s", (_, change, place) => {
    const places = looserPlaces(encoded(props), encoded({ ...props, ...change }));
    expect(places.map((line) => line.split(":")[0])).toEqual([place]);
  });

  it("gives a reason for a job that a WebService does not express", () => {
    const [group] = job.groups;
    const [task] = group?.tasks ?? [];
    const other = { name: "db", driver: "docker" as const, config: { image: "db:1" } };
    const groups = [{ ...group, name: "web", tasks: [...(group?.tasks ?? []), other] }];
    expect(readJob({ ...job, groups }).reasons).toEqual(["several programs in one group, such as a database"]);
    const privileged = [{ ...task, config: { image: "shop:1", privileged: true } }] as JobSpec["groups"][0]["tasks"];
    expect(readJob({ ...job, groups: [{ ...group, name: "web", tasks: privileged ?? [] }] }).reasons).toEqual([
      "privileged container",
    ]);
  });

  it("counts lines of the job, with and without the content of files", () => {
    const hcl =
      'variable "a" {\n}\n\n# job\njob "a" {\n  # why\n  data = <<EOH\none {\n\ntwo\nEOH\n  b = "}" # {\n}\nother = 1\n';
    expect(hclLines(hcl)).toEqual({ all: 7, own: 5 });
    const text = { name: "a", templates: [{ destination: "local/a", data: "one\ntwo\n" }] };
    const { all, own } = typeScriptLines(text, 1);
    expect(all - own).toBe(2);
  });
});
