import type { Construct } from "constructs";
import { type ClusterSettings, ClusterStack, Job } from "../../constructs";
import { busybox } from "../image";

/**
 * Processor time in both ways of Nomad: a share in MHz, which a task may exceed while other tasks are idle, or whole cores,
 * which no other task of Nomad uses.
 *
 * @see https://developer.hashicorp.com/nomad/docs/architecture/cpu
 */
export class CpuStack extends ClusterStack {
  constructor(scope: Construct, id: string, settings: ClusterSettings) {
    super(scope, id, settings);

    new Job(this, "cpu", {
      name: "cpu",
      groups: [
        {
          name: "share",
          tasks: [
            {
              name: "work",
              driver: "docker",
              config: { image: busybox, command: "busybox", args: ["sleep", "infinity"] },
              resources: {
                cpu: 250, // MHz
                memory: 16, // MB
              },
            },
          ],
        },
        {
          name: "whole",
          tasks: [
            {
              name: "work",
              driver: "docker",
              config: { image: busybox, command: "busybox", args: ["sleep", "infinity"] },
              resources: {
                cores: 1,
                memory: 16, // MB
              },
            },
          ],
        },
      ],
    });
  }
}
