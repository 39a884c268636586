import type { NodeShape } from "../topology";

/** Folder of a node's host volumes, one per volume, as seen on the node. */
export const volumesOnNode = "/run/node/volumes";

/** Name of a host volume's folder: a volume may have any name. */
export const volumeFolder = (name: string) => encodeURIComponent(name).replaceAll(".", "%2E");

/** Folder from which Nomad's client reads the name and version of the operating system. */
export const osOnNode = "/run/node/etc/like";

/** Whether Nomad wrote an attribute as true. */
export const isSet = (attribute: string | undefined) => attribute === "1" || attribute === "true";

/**
 * Returns the part of a client's configuration that makes its node like a node of another cluster. Capacity and reservations are the
 * numbers of that node, whatever this machine has, so that Nomad's scheduler computes the same.
 *
 * @see https://developer.hashicorp.com/nomad/docs/configuration/client
 */
export function clientLike({ like, hostNetworks }: NodeShape): object {
  const { capacity, reserved, attributes } = like;
  return {
    node_pool: like.nodePool,
    ...(like.nodeClass && { node_class: like.nodeClass }),
    meta: like.meta,
    cpu_total_compute: capacity.cpu,
    memory_total_mb: capacity.memory,
    // Earlier versions of Nomad compute with what is free, later ones with the total.
    disk_total_mb: capacity.disk,
    disk_free_mb: capacity.disk,
    reserved: { ...reserved, ...(like.reservedPorts && { reserved_ports: like.reservedPorts }) },
    min_dynamic_port: like.dynamicPorts[0],
    max_dynamic_port: like.dynamicPorts[1],
    bridge_network_hairpin_mode: isSet(attributes["nomad.bridge.hairpin_mode"]),
    host_volume: like.hostVolumes
      .filter(({ dynamic }) => !dynamic)
      .map(({ name, readOnly }) => ({
        [name]: [{ path: `${volumesOnNode}/${volumeFolder(name)}`, read_only: readOnly }],
      })),
    host_network: hostNetworks.map(({ name, address, reservedPorts }) => ({
      [name]: [{ cidr: `${address}/32`, ...(reservedPorts && { reserved_ports: reservedPorts }) }],
    })),
  };
}

/** Returns the text of the `os-release` from which Nomad's client reads the operating system of a node. */
export function osRelease({ like: { attributes } }: NodeShape): string {
  return `ID=${attributes["os.name"] ?? ""}\nVERSION_ID=${attributes["os.version"] ?? ""}\n`;
}

/** Returns the scheduler's settings, which the API has in other words than the configuration. */
export function schedulerConfig(settings: Readonly<Record<string, unknown>>): object {
  const { SchedulerAlgorithm, MemoryOversubscriptionEnabled, PreemptionConfig = {} } = settings;
  const preemption = PreemptionConfig as Readonly<Record<string, unknown>>;
  return {
    ...(SchedulerAlgorithm ? { scheduler_algorithm: SchedulerAlgorithm } : {}),
    memory_oversubscription_enabled: MemoryOversubscriptionEnabled === true,
    preemption_config: {
      system_scheduler_enabled: preemption.SystemSchedulerEnabled === true,
      sysbatch_scheduler_enabled: preemption.SysBatchSchedulerEnabled === true,
      batch_scheduler_enabled: preemption.BatchSchedulerEnabled === true,
      service_scheduler_enabled: preemption.ServiceSchedulerEnabled === true,
    },
  };
}
