import { CronJob, type CronJobProps, NodeAgent, type NodeAgentProps } from "../../../patterns";
import { cronJob } from "../../../patterns/cron-job";
import { nodeAgentJob } from "../../../patterns/node-agent";
import { newStack, refusals } from "./stack";

const report: CronJobProps = {
  name: "report",
  crons: ["15 3 * * *"],
  image: "registry.example.com/report:1.3.0",
  resources: { cpu: 200, memory: 256 },
};

const exporter: NodeAgentProps = {
  name: "node-exporter",
  image: "quay.io/prometheus/node-exporter:v1.9.1",
  resources: { cpu: 100, memory: 64 },
};

function refused(props: object, Pattern: typeof CronJob | typeof NodeAgent = CronJob): string[] {
  const stack = newStack();
  new Pattern(stack, "pattern", props as never);
  return refusals(stack);
}

describe("a CronJob", () => {
  it("is this job with nothing but what it needs", () => {
    expect(cronJob(report).job).toMatchSnapshot();
    expect(refused(report)).toEqual([]);
  });

  it("is this job with a time zone, a timeout, a retry, and a secret", () => {
    const props: CronJobProps = {
      ...report,
      timeZone: "Europe/Berlin",
      timeout: "1m30s",
      command: "/bin/report",
      args: ["--all"],
      secrets: { TOKEN: "token" },
      restart: { attempts: 2, delay: "1m", mode: "fail" },
      volumes: [{ type: "host", source: "reports", destination: "/reports" }],
      enabled: false,
    };
    expect(cronJob(props).job).toMatchSnapshot();
    expect(refused(props)).toEqual([]);
  });

  it("puts its timeout before the entry point of docker and of podman", () => {
    const entrypoint = (props: object) => {
      const [group] = cronJob({ ...report, timeout: "1h", ...props } as CronJobProps).job.groups;
      return (group?.tasks?.[0]?.config as { readonly entrypoint?: unknown } | undefined)?.entrypoint;
    };
    expect(entrypoint({ config: { entrypoint: ["/bin/sh", "-c"] } })).toEqual([
      "timeout",
      "-k",
      "30",
      "3600",
      "/bin/sh",
      "-c",
    ]);
    expect(entrypoint({ driver: "podman", config: { entrypoint: "/bin/sh" } })).toEqual([
      "timeout",
      "-k",
      "30",
      "3600",
      "/bin/sh",
    ]);
    expect(entrypoint({ timeout: "1500ms", command: "a" })).toEqual(["timeout", "-k", "30", "2"]);
  });

  it.each<[string, object, string]>([
    ["a timeout without a program", { timeout: "1h" }, "[default/report] timeout: the timeout is kept by"],
    ["no time to run", { timeout: "0s", command: "a" }, '[default/report] timeout: "0s" leaves no time to run'],
    [
      "a second main task",
      { tasks: [{ name: "b", driver: "docker", config: { image: "b:1" } }] },
      "[default/report] tasks[0]: ",
    ],
  ])("is refused with %s", (_, props, begin) => {
    expect(refused({ ...report, ...props })[0]?.slice(0, begin.length)).toBe(begin);
  });

  it("is refused with what Nomad does not read as a schedule", () => {
    expect(refused({ ...report, crons: ["every night"] }).join()).toContain("(periodic-cron)");
    expect(refused({ ...report, timeZone: "Berlin" }).join()).toContain("(periodic-time-zone)");
  });
});

describe("a NodeAgent", () => {
  it("is this job with nothing but what it needs", () => {
    expect(nodeAgentJob(exporter).job).toMatchSnapshot();
    expect(refused(exporter, NodeAgent)).toEqual([]);
  });

  it("is this job with a port, metrics, and a path of the node", () => {
    const props: NodeAgentProps = {
      ...exporter,
      port: { name: "metrics", to: 9100, static: 9100 },
      check: "/",
      hasMetrics: true,
      config: { volumes: ["/:/host:ro,rslave"] },
      nodePool: "default",
      update: { maxParallel: 2, stagger: "10s" },
    };
    expect(nodeAgentJob(props).job).toMatchSnapshot();
    expect(refused(props, NodeAgent)).toEqual([]);
  });

  it("is refused with a privileged container", () => {
    const [message] = refused({ ...exporter, config: { privileged: true } }, NodeAgent);
    expect(message).toContain("config.privileged");
  });
});
