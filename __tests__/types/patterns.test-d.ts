import type { HostVolume } from "../../constructs";
import type { CronJobProps, NodeAgentProps, WebServiceProps } from "../../patterns";

declare const data: HostVolume;
const web = (_: WebServiceProps): void => {};
const cron = (_: CronJobProps): void => {};
const agent = (_: NodeAgentProps): void => {};
const container = { name: "a", image: "a:1", resources: { cpu: 1, memory: 1 } } as const;

web({ ...container, port: 80 });
web({ ...container, port: { static: 80 }, driver: "podman", config: { apparmorProfile: "a" } });
web({ ...container, port: 80, volumes: [{ source: data, destination: "/data" }] });
web({ ...container, port: 80, volumes: [{ source: "data", type: "host", destination: "/data" }] });
cron({ ...container, crons: ["@daily"], timeout: "1h" });
agent(container);

// @ts-expect-error a web service has a port
web(container);
// @ts-expect-error what it needs from its node is not left to Nomad
web({ name: "a", image: "a:1", port: 80 });
// @ts-expect-error the health check cannot be left out
web({ ...container, port: 80, check: false });
// @ts-expect-error a container is not privileged
web({ ...container, port: 80, config: { privileged: true } });
// @ts-expect-error an option of the other driver
web({ ...container, port: 80, driver: "docker", config: { apparmorProfile: "a" } });
// @ts-expect-error a driver that runs no containers
web({ ...container, port: 80, driver: "raw_exec" });
// @ts-expect-error the type of an existing volume is not known
web({ ...container, port: 80, volumes: [{ source: "data", destination: "/data" }] });
// @ts-expect-error the type of a volume of this program is its own
web({ ...container, port: 80, volumes: [{ source: data, type: "csi", destination: "/data" }] });
// @ts-expect-error a field that does not exist
web({ ...container, port: 80, replicas: 2 });
// @ts-expect-error a schedule
cron(container);
// @ts-expect-error two runs never overlap
cron({ ...container, crons: ["@daily"], prohibitOverlap: false });
// @ts-expect-error a duration has a unit
cron({ ...container, crons: ["@daily"], timeout: 60 });
// @ts-expect-error the type of the job is given
agent({ ...container, type: "service" });
