import { network } from "../topology";

/** The address at which nodes pull images. */
export const registryAddress = `${network.switch.address}:${network.registryPort}`;

/** What this host allows a process; containers may not be given more. */
export interface Limits {
  readonly openFiles: number;
  readonly processes: number;
}

/** Above this number of processes a container without CAP_SYS_RESOURCE does not start. */
const MOST_PROCESSES = 32_768;

/**
 * Reads the hard limits from the text of `/proc/self/limits`.
 *
 * @throws Error if the kernel's text has not the two lines.
 */
export function parseLimits(text: string): Limits {
  const hard = (name: string): number => {
    const value = new RegExp(`^${name}\\s+\\S+\\s+(\\S+)`, "m").exec(text)?.[1];
    if (!value) throw new Error(`/proc/self/limits has no line "${name}"`);
    return value === "unlimited" ? Number.POSITIVE_INFINITY : Number(value);
  };
  return {
    openFiles: Math.min(hard("Max open files"), 1_048_576),
    processes: Math.min(hard("Max processes"), MOST_PROCESSES),
  };
}

/** `containerd.toml` of a node. */
export function containerdConfig(): string {
  return `version = 2
root = "/run/node/containerd"
state = "/run/containerd"
# a negative value needs CAP_SYS_RESOURCE
oom_score = 0
disabled_plugins = ["io.containerd.grpc.v1.cri"]

[grpc]
address = "/run/containerd/containerd.sock"
`;
}

/** Arguments of a node's dockerd. Nomad makes the networks, so docker has none and touches no firewall rule. */
export function dockerdArgs(): string[] {
  return [
    "--host=unix:///run/docker.sock",
    "--containerd=/run/containerd/containerd.sock",
    "--data-root=/run/node/docker",
    "--exec-root=/run/docker",
    "--pidfile=/run/docker.pid",
    "--storage-driver=overlay2",
    "--bridge=none",
    "--iptables=false",
    "--ip6tables=false",
    "--oom-score-adjust=0",
    `--registry-mirror=http://${registryAddress}`,
    `--insecure-registry=${registryAddress}`,
  ];
}

/** `/etc/containers/*` of a node: podman as a service for Nomad. */
export function podmanFiles(limits: Limits): Record<string, string> {
  return {
    "containers.conf": `[containers]
netns = "host"
log_driver = "k8s-file"
default_ulimits = ["nofile=${limits.openFiles}:${limits.openFiles}", "nproc=${limits.processes}:${limits.processes}"]

[engine]
# crun refuses the mixed layout of control groups that some hosts have
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
# each script check leaves a process behind for so many seconds, 5 minutes by default
exit_command_delay = 10
`,
    "storage.conf": `[storage]
driver = "overlay"
runroot = "/run/containers/storage"
graphroot = "/run/node/podman"
`,
    "registries.conf": `unqualified-search-registries = ["docker.io"]

[[registry]]
location = "docker.io"

[[registry.mirror]]
location = "${registryAddress}"
insecure = true
`,
    "policy.json": `${JSON.stringify({ default: [{ type: "insecureAcceptAnything" }] })}\n`,
  };
}
