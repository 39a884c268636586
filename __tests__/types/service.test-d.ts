import type { Service, ServiceCheck } from "../../constructs/spec";

const service = (_: Service): void => {};
const check = (_: ServiceCheck): void => {};
const ok = { type: "http", interval: "10s", timeout: "2s" } as const;

service({ name: "web", provider: "nomad", port: "http", checks: [{ ...ok, path: "/" }] });
service({ name: "web", connect: { sidecarService: {}, sidecarTask: { resources: { cpu: 100 } } } });

// @ts-expect-error an unknown provider
service({ name: "web", provider: "kubernetes" });
// @ts-expect-error a port is named by its label
service({ name: "web", port: 80 });
// @ts-expect-error tags is a list
service({ name: "web", tags: "app" });
// @ts-expect-error an unknown address mode
service({ name: "web", addressMode: "container" });
// @ts-expect-error HCL's singular
service({ name: "web", check: [] });
// @ts-expect-error an unknown way to count checks
service({ name: "web", onUpdate: "ignore_errors" });
// @ts-expect-error connect is a block
service({ name: "web", connect: true });
// @ts-expect-error an unknown option of the sidecar's driver
service({ name: "web", connect: { sidecarTask: { driver: "docker", config: { image: "envoy:1", imagee: "x" } } } });
// @ts-expect-error cpu with cores, in a sidecar
service({ name: "web", connect: { sidecarTask: { resources: { cpu: 100, cores: 1 } } } });
// @ts-expect-error an upstream has no host
service({ name: "web", connect: { sidecarService: { proxy: { upstreams: [{ host: "db" }] } } } });
// @ts-expect-error an unknown mode of mesh gateways
service({ name: "w", connect: { sidecarService: { proxy: { upstreams: [{ meshGateway: { mode: "any" } }] } } } });
// @ts-expect-error an unknown protocol of a listener
service({ name: "w", connect: { gateway: { ingress: { listeners: [{ port: 80, protocol: "https" }] } } } });

// @ts-expect-error an unknown kind of check
check({ ...ok, type: "https" });
// @ts-expect-error a check has an interval
check({ type: "tcp", timeout: "2s" });
// @ts-expect-error a check has a timeout
check({ type: "tcp", interval: "2s" });
// @ts-expect-error an interval is a duration
check({ ...ok, interval: 10 });
// @ts-expect-error a header has a list of values
check({ ...ok, header: { Host: "example.com" } });
// @ts-expect-error an unknown protocol
check({ ...ok, protocol: "h2" });
// @ts-expect-error an unknown first state
check({ ...ok, initialStatus: "unknown" });
// @ts-expect-error a grace without its unit
check({ ...ok, checkRestart: { limit: 3, grace: "90" } });
