import { type Command, Option } from "commander";
import { type Lab, labUp } from "../../../lab";
import { parseRegistries } from "../../../lab/registry";
import { type NodeCount, nodeCounts } from "../../../lab/topology";
import { PINNED, type ServerName } from "../../../tools/server-program";
import { oldestServers, versions } from "../../../tools/versions";
import { inventoryOf } from "./like";
import { nameOption } from "./name-option";

/** Options of the commands that start a lab. */
export interface BringUpOptions {
  readonly name: string;
  readonly nodes?: string;
  readonly like?: string;
  readonly tls?: boolean;
  readonly offline?: boolean;
  readonly registry?: readonly string[];
  readonly nomad?: string;
  readonly consul?: string;
  readonly egress?: boolean;
  readonly egressAllow?: readonly string[];
}

/** Adds the options of the commands that start a lab. */
export function withBringUpOptions(command: Command): Command {
  return command
    .addOption(nameOption())
    .addOption(
      new Option("--nodes <count>", "number of nodes (default: 1)").choices(nodeCounts.map(String)).conflicts("like"),
    )
    .addOption(
      new Option(
        "--like <cluster>",
        "nodes like those of a cluster: an environment of the program, or a file of cdknomad inventory",
      ).conflicts("tls"),
    )
    .option("--tls", "mutual TLS for Nomad and Consul, with certificates made for this lab, and encrypted gossip")
    .option("--nomad <program>", serverHelp("nomad"))
    .option("--consul <program>", serverHelp("consul"))
    .option("--egress", "let nodes and tasks reach the internet, but neither this machine nor private networks")
    .option("--egress-allow <network...>", "let them also reach a network, such as 192.168.1.0/24; implies --egress")
    .option("--offline", "pull images from no registry: use the cache, and stand-ins for the images of the examples")
    .option(
      "--registry <registry=address...>",
      "another address of a registry, such as docker.io=https://mirror.example.com",
    );
}

function serverHelp(name: ServerName): string {
  const supported = `${oldestServers[name]} or later in PATH`;
  return `path of the ${name} to run, or ${PINNED} for ${versions[name]} (default: ${supported}, otherwise ${PINNED})`;
}

/**
 * Starts a lab, and removes it again if the user presses Ctrl-C.
 *
 * @param onPrograms called when the programs of the lab are built and its processes start; not for a running lab
 * @returns the lab, or `undefined` after an interruption, which is reported and sets the exit code
 * @throws Error if the lab cannot be started; see {@link labUp}
 */
export async function bringUp(options: BringUpOptions, onPrograms?: () => void): Promise<Lab | undefined> {
  const { name, nodes, like: cluster, tls, offline, registry, nomad, consul, egress, egressAllow } = options;
  const interrupt = new AbortController();
  const onInterrupt = () => interrupt.abort();
  process.once("SIGINT", onInterrupt).once("SIGTERM", onInterrupt);
  try {
    const like = cluster === undefined ? undefined : await inventoryOf(cluster);
    interrupt.signal.throwIfAborted();
    return await labUp({
      name,
      ...(like && { like }),
      ...(nodes ? { nodes: Number(nodes) as NodeCount } : {}),
      ...(tls !== undefined && { tls }),
      servers: { ...(nomad !== undefined && { nomad }), ...(consul !== undefined && { consul }) },
      ...((egress || egressAllow) && { egress: egressAllow ?? [] }),
      images: {
        ...(offline !== undefined && { offline }),
        ...(registry && { registries: parseRegistries(registry.join(",")) }),
      },
      ...(onPrograms && { onPrograms }),
      signal: interrupt.signal,
    });
  } catch (error) {
    if (!interrupt.signal.aborted) {
      throw error;
    }
    process.stderr.write(`interrupted; nothing of lab "${name}" is left running\n`);
    process.exitCode = 130;
    return undefined;
  } finally {
    process.off("SIGINT", onInterrupt).off("SIGTERM", onInterrupt);
  }
}
