import type { Construct } from "constructs";
import type { NetworkResource, Port, Service, TaskGroup, UpdateStrategy } from "../constructs/spec";
import {
  type CheckProps,
  type ContainerDriver,
  type ContainerPort,
  type ContainerProps,
  checkIssues,
  checkOf,
  containerIssues,
  containerTask,
  networkOf,
  portOf,
} from "./container";
import { type BuiltJob, jobFields, namespaceNameOf, type PatternProps } from "./job-pattern";
import { ProgramPattern } from "./program-pattern";
import { volumeParts } from "./volumes";

/**
 * Properties of a {@link NodeAgent}, except those of its driver.
 *
 * @see docs/how-to/node-agent.md
 */
export interface NodeAgentFields
  extends PatternProps,
    ContainerProps,
    Pick<TaskGroup, "ephemeralDisk" | "restart" | "shutdownDelay"> {
  /**
   * Port on which the program listens inside of its container, or that port with further fields, such as `static`.
   * @default - none; the agent has no service
   */
  readonly port?: number | ContainerPort;
  /**
   * Health check of the port: the path of an HTTP request, or a check.
   * @default - a TCP connection
   */
  readonly check?: string | CheckProps;
  /**
   * Whether the port has metrics for Prometheus. The service then has the tag `metrics`.
   * @default false
   */
  readonly hasMetrics?: boolean;
  /**
   * Further tags of the service.
   * @default - none
   */
  readonly tags?: readonly string[];
  /**
   * Service discovery in which Nomad registers the service.
   * @default "nomad"
   */
  readonly provider?: "consul" | "nomad";
  /**
   * How Nomad rolls out a change over the nodes.
   * @default - one node after the other, with 30 s between them
   */
  readonly update?: UpdateStrategy;
  /**
   * Network of the group, without its ports.
   * @default - with a port the mode `bridge`, which needs the CNI plugins on the nodes; Nomad's own default without a port, or if
   * `config` sets the network of the container, such as `networkMode`
   */
  readonly network?: Omit<NetworkResource, "ports">;
}

/**
 * Properties of a {@link NodeAgent}.
 *
 * @see docs/how-to/node-agent.md
 */
export type NodeAgentProps = NodeAgentFields & ContainerDriver;

/**
 * A program that runs once on every node, also on nodes that join later: a job of the type `system` in the node pool `all`.
 *
 * @example
 * new NodeAgent(stack, "node-exporter", {
 *   name: "node-exporter",
 *   image: "quay.io/prometheus/node-exporter:v1.9.1",
 *   args: ["--path.rootfs=/host"],
 *   config: { volumes: ["/:/host:ro,rslave"] },
 *   port: { to: 9100, static: 9100, name: "metrics" },
 *   hasMetrics: true,
 *   resources: { cpu: 100, memory: 64 },
 * });
 *
 * @see docs/how-to/node-agent.md
 */
export class NodeAgent extends ProgramPattern {
  /**
   * @throws CodedError if the stack has this job already (`address-taken`), if its name or namespace is a runtime value
   * (`property-invalid`), or if two stacks would depend on each other (`stack-cycle`)
   */
  constructor(scope: Construct, id: string, props: NodeAgentProps) {
    super(scope, id, props, nodeAgentJob);
  }
}

/** Returns the job of an agent, and what is wrong with its props. The function is pure. */
export function nodeAgentJob(props: NodeAgentProps): BuiltJob {
  const { name, ephemeralDisk, network, port, restart, secrets, shutdownDelay, tasks = [], update } = props;
  const { volumes } = volumeParts(props.volumes ?? []);
  const ports = port === undefined ? [] : [portOf(port)];
  return {
    job: {
      nodePool: "all",
      ...jobFields(props),
      type: "system",
      groups: [
        {
          name: "agent",
          ...(ports.length > 0 ? { network: networkOf(network, ports, props) } : network && { network }),
          ...(ports.length > 0 && { services: ports.map((each) => service(props, each)) }),
          ...(volumes.length > 0 && { volumes }),
          // Without this block, Nomad replaces the agents of all nodes at once.
          update: update ?? { maxParallel: 1, stagger: "30s" },
          // Nomad cannot move an agent to another node, so it never gives up.
          restart: restart ?? { attempts: 3, interval: "5m", delay: "15s", mode: "delay" },
          ...(ephemeralDisk && { ephemeralDisk }),
          ...(shutdownDelay !== undefined && { shutdownDelay }),
          tasks: [
            containerTask(
              name,
              namespaceNameOf(props),
              props,
              ports.map((each) => each.name),
            ),
            ...tasks,
          ],
        },
      ],
    },
    issues: [...checkIssues(props.check), ...containerIssues(name, props)],
    secrets,
  };
}

function service({ name, check, hasMetrics, provider = "nomad", tags = [] }: NodeAgentProps, port: Port): Service {
  const all = [...(hasMetrics ? ["metrics"] : []), ...tags];
  return {
    provider,
    name,
    port: port.name,
    ...(all.length > 0 && { tags: all }),
    checks: [checkOf(check ?? { type: "tcp" })],
  };
}
