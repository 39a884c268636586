import { SchedulerConfig } from "@cdktf/provider-nomad/lib/scheduler-config";
import type { Construct } from "constructs";
import { type ClusterSettings, ClusterStack, Job } from "../../constructs";
import { busybox } from "../image";

/** What {@link SchedulerStack} is told. */
export interface SchedulerProps {
  /** `binpack` fills one node before it takes the next, `spread` takes the emptiest. */
  readonly algorithm: "binpack" | "spread";
}

/**
 * The scheduler's algorithm, which is one for the whole cluster, and three jobs that show what it does: they share a node, or
 * each gets its own. Destroying the stack brings back the algorithm from before.
 *
 * @see https://developer.hashicorp.com/nomad/docs/concepts/scheduling/placement
 */
export class SchedulerStack extends ClusterStack {
  constructor(scope: Construct, id: string, settings: ClusterSettings, { algorithm }: SchedulerProps) {
    super(scope, id, settings);

    const scheduler = new SchedulerConfig(this, "scheduler", { schedulerAlgorithm: algorithm });

    // One after the other: Nomad's schedulers work side by side, and two that begin at once know nothing of each other.
    ["first", "second", "third"].reduce<Job | SchedulerConfig>(
      (before, name) =>
        new Job(this, name, {
          name,
          type: "batch", // done as soon as it is placed, where a service has to be healthy for a while
          terraform: { dependsOn: [before] },
          // Nomad looks for the best of two nodes only. If there is an affinity, it looks at all of them.
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
