import { SchedulerConfig } from "@cdktf/provider-nomad/lib/scheduler-config";
import type { Construct } from "constructs";
import { type ClusterSettings, ClusterStack, Job } from "../../constructs";
import { busybox } from "../image";

/** Algorithm of a {@link SchedulerStack}. */
export interface SchedulerProps {
  /** `binpack` fills one node before it uses the next, `spread` uses the emptiest node. */
  readonly algorithm: "binpack" | "spread";
}

/**
 * The scheduler's algorithm, a setting of the whole cluster, and three jobs that show its effect: they share a node, or each
 * gets its own. Destroying the stack restores the previous algorithm.
 *
 * @see https://developer.hashicorp.com/nomad/docs/concepts/scheduling/placement
 */
export class SchedulerStack extends ClusterStack {
  constructor(scope: Construct, id: string, settings: ClusterSettings, { algorithm }: SchedulerProps) {
    super(scope, id, settings);

    const scheduler = new SchedulerConfig(this, "scheduler", { schedulerAlgorithm: algorithm });

    // One after the other, because Nomad's schedulers work in parallel and do not see each other's placements.
    ["first", "second", "third"].reduce<Job | SchedulerConfig>(
      (before, name) =>
        new Job(this, name, {
          name,
          type: "batch", // complete as soon as it is placed; a service must be healthy first
          terraform: { dependsOn: [before] },
          // Nomad scores only two nodes, unless the job has an affinity.
          affinities: [{ attribute: "${attr.kernel.name}", value: "linux", weight: 1 }],
          groups: [
            {
              name: "work",
              tasks: [
                {
                  name: "work",
                  driver: "docker",
                  config: { image: busybox, command: "busybox", args: ["sleep", "infinity"] },
                  resources: { cpu: 200, memory: 128 },
                },
              ],
            },
          ],
        }),
      scheduler,
    );
  }
}
