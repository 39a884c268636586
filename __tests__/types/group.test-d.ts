import type {
  Affinity,
  Constraint,
  DisconnectStrategy,
  NetworkResource,
  RestartPolicy,
  ScalingPolicy,
  Spread,
  TaskGroup,
  VolumeRequest,
} from "../../constructs/spec";

const group = (_: TaskGroup): void => {};
const network = (_: NetworkResource): void => {};
const restart = (_: RestartPolicy): void => {};
const volume = (_: VolumeRequest): void => {};
const constraint = (_: Constraint): void => {};
const affinity = (_: Affinity): void => {};
const spread = (_: Spread): void => {};
const scaling = (_: ScalingPolicy): void => {};
const disconnect = (_: DisconnectStrategy): void => {};

group({ name: "ok", count: 3, network: { mode: "cni/mine", ports: [{ name: "dns", static: 53, to: -1 }] } });

// @ts-expect-error a group has a name
group({ count: 1 });
// @ts-expect-error Nomad takes one network
group({ name: "g", network: [{ mode: "bridge" }] });
// @ts-expect-error the field is singular
group({ name: "g", networks: { mode: "bridge" } });
// @ts-expect-error count is a number
group({ name: "g", count: "3" });
// @ts-expect-error an alias that Nomad refuses, its place is disconnect
group({ name: "g", maxClientDisconnect: "1h" });
// @ts-expect-error an alias that Nomad refuses, its place is disconnect
group({ name: "g", stopAfterClientDisconnect: "1h" });
// @ts-expect-error volumes are a list, their label is the name
group({ name: "g", volumes: { data: { type: "host" } } });
// @ts-expect-error an unknown network mode
network({ mode: "bridged" });
// @ts-expect-error ports are a list, their label is the name
network({ ports: { http: { to: 80 } } });
// @ts-expect-error a port has a name
network({ ports: [{ to: 80 }] });
// @ts-expect-error a port is a number
network({ ports: [{ name: "dns", static: "53" }] });
// @ts-expect-error reserved ports are ports with static
network({ reservedPorts: [{ name: "dns", static: 53 }] });
// @ts-expect-error an unknown restart mode
restart({ mode: "retry" });
// @ts-expect-error an interval without its unit
restart({ interval: "300" });
// @ts-expect-error an unknown kind of volume
volume({ name: "data", type: "nfs" });
// @ts-expect-error a volume has a type
volume({ name: "data" });
// @ts-expect-error an unknown access mode
volume({ name: "data", type: "csi", accessMode: "read-write-once" });
// @ts-expect-error an unknown attachment mode
volume({ name: "data", type: "csi", attachmentMode: "filesystem" });
// @ts-expect-error an unknown operator
constraint({ attribute: "${attr.kernel.name}", operator: "===", value: "linux" });
// @ts-expect-error the short form of HCL, ours is operator
constraint({ distinctHosts: true });
// @ts-expect-error the value is a string
constraint({ attribute: "${attr.cpu.numcores}", operator: ">=", value: 4 });
// @ts-expect-error an affinity has no distinct hosts
affinity({ operator: "distinct_hosts", value: "true" });
// @ts-expect-error a spread has an attribute
spread({ weight: 50 });
// @ts-expect-error a share has the value that it is for
spread({ attribute: "${node.datacenter}", targets: [{ percent: 50 }] });
// @ts-expect-error a scaling policy has an upper bound
scaling({ min: 1 });
// @ts-expect-error a group scales horizontally only
scaling({ max: 3, type: "vertical_cpu" });
// @ts-expect-error an unknown way to reconcile
disconnect({ lostAfter: "1h", reconcile: "newest" });
