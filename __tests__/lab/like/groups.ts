import type { TaskGroup } from "../../../constructs/spec";

const task = { name: "wait", driver: "docker", config: { image: "busybox:1.35.0", args: ["sleep", "600"] } } as const;

/** The groups of a job that only the cluster of `inventory.json` can place. */
export const groups: readonly TaskGroup[] = [
  {
    name: "database",
    volumes: [{ name: "data", type: "host", source: "postgres-data" }],
    network: { mode: "host", ports: [{ name: "public", hostNetwork: "public" }] },
    constraints: [
      { attribute: "${attr.os.version}", value: "22.04" },
      { attribute: "${meta.storage.tier}", value: "fast" },
      { attribute: "${node.unique.name}", value: "carrack/0" },
    ],
    // More than this machine has.
    tasks: [{ ...task, resources: { cpu: 40_000, memory: 50_000 } }],
  },
];

/** The groups of a job that only the other node pool can place. */
export const edge: readonly TaskGroup[] = [
  {
    name: "gateway",
    network: { mode: "cni/macvlan-lan" },
    constraints: [
      { attribute: "${node.class}", value: "gateway" },
      { attribute: "${meta.role}", value: "gateway" },
      { attribute: "${attr.os.name}", value: "debian" },
    ],
    tasks: [{ ...task, resources: { cpu: 50, memory: 32 } }],
  },
];
