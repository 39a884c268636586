import { CodedError } from "../../errors";
import { network } from "../topology";

/** Address of the lab's registry, from which nodes pull images. */
export const registryAddress = `${network.switch.address}:${network.registryPort}`;

/** Limits of a process on this host; containers cannot have more. */
export interface Limits {
  readonly openFiles: number;
  readonly processes: number;
}

/** Largest limit of processes with which a container starts without CAP_SYS_RESOURCE. */
const MOST_PROCESSES = 32_768;

/**
 * Returns the hard limits from the text of `/proc/self/limits`.
 *
 * @throws Error if the text lacks one of the two lines.
 */
export function parseLimits(text: string): Limits {
  const hard = (name: string): number => {
    const value = new RegExp(`^${name}\\s+\\S+\\s+(\\S+)`, "m").exec(text)?.[1];
    if (!value) {
      throw new CodedError("lab-failed", `/proc/self/limits has no line "${name}"`);
    }
    return value === "unlimited" ? Number.POSITIVE_INFINITY : Number(value);
  };
  return {
    openFiles: Math.min(hard("Max open files"), 1_048_576),
    processes: Math.min(hard("Max processes"), MOST_PROCESSES),
  };
}

/** Returns the `containerd.toml` of a node. */
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

/** Address and network of docker's own bridge on each node: docker's default, which is not one of the lab's networks. */
const dockerBridge = "172.17.0.1/16";

/**
 * Returns the arguments of a node's dockerd. Its own network and rules serve tasks whose group has no bridge network: docker maps
 * their ports.
 */
export function dockerdArgs(): string[] {
  return [
    "--host=unix:///run/docker.sock",
    "--containerd=/run/containerd/containerd.sock",
    "--data-root=/run/node/docker",
    "--exec-root=/run/docker",
    "--pidfile=/run/docker.pid",
    "--storage-driver=overlay2",
    `--bip=${dockerBridge}`,
    "--ip6tables=false",
    "--oom-score-adjust=0",
  ];
}

/**
 * Returns the variables of a node's container engines. The lab's registry is their proxy, which answers in the place of every
 * registry with a certificate of the lab's own authority; so an image is asked for by its own name, whatever its registry.
 *
 * @param authority the file with the certificate of that authority, as seen on the node
 */
export function engineVariables(authority: string): string[] {
  const proxy = `http://${registryAddress}`;
  return [`HTTPS_PROXY=${proxy}`, `HTTP_PROXY=${proxy}`, `SSL_CERT_FILE=${authority}`];
}

/**
 * Returns the files of `/etc/containers/` of a node, which configure podman as a service for Nomad.
 *
 * @param pushPort port of the node's loopback for images that were pushed to the lab
 */
export function podmanFiles(limits: Limits, pushPort: number): Record<string, string> {
  return {
    "containers.conf": `[containers]
netns = "host"
log_driver = "k8s-file"
# the variables of the engine are not those of the containers
http_proxy = false
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
    // docker takes any registry of its own machine for one without TLS, and cannot use another port for the name localhost.
    "registries.conf": `unqualified-search-registries = ["docker.io"]

[[registry]]
location = "localhost:${pushPort}"
insecure = true

[[registry]]
prefix = "localhost"
location = "localhost:${pushPort}"
insecure = true
`,
    "policy.json": `${JSON.stringify({ default: [{ type: "insecureAcceptAnything" }] })}\n`,
  };
}
