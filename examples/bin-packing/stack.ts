import type { Construct } from "constructs";
import { type ClusterSettings, ClusterStack, Job } from "../../constructs";
import { busybox } from "../image";

/** How much of the nodes a {@link BinPackingStack} takes. */
export interface BinPackingProps {
  /** How many instances. */
  readonly count: number;
  /** What each reserves, in MB. */
  readonly memory: number;
}

/**
 * A job that may be too big: the plan says how many of its instances find no room and what there is too little of, before
 * anything is changed.
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
