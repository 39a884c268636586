import type { Construct } from "constructs";
import { type ClusterSettings, ClusterStack, Job } from "../../constructs";
import { busybox } from "../image";

/** Size of the job of a {@link BinPackingStack}. */
export interface BinPackingProps {
  /** The number of instances. */
  readonly count: number;
  /** Memory that each instance reserves, in MB. */
  readonly memory: number;
}

/**
 * A job that may be too big. The plan reports how many of its instances cannot be placed and which resource is exhausted,
 * before anything is changed.
 *
 * @see https://developer.hashicorp.com/nomad/docs/concepts/scheduling/placement
 */
export class BinPackingStack extends ClusterStack {
  constructor(scope: Construct, id: string, settings: ClusterSettings, { count, memory }: BinPackingProps) {
    super(scope, id, settings);

    new Job(this, "big", {
      name: "big",
      groups: [
        {
          name: "big",
          count,
          tasks: [
            {
              name: "work",
              driver: "docker",
              config: { image: busybox, command: "busybox", args: ["sleep", "infinity"] },
              resources: { cpu: 50, memory },
            },
          ],
        },
      ],
    });
  }
}
