import type { Construct } from "constructs";
import { type ClusterSettings, ClusterStack, CsiVolume, Job } from "../../constructs";
import { busybox } from "../image";
import { pluginId, pluginJob } from "./plugin";

/** Properties of {@link CsiVolumeStack}. */
export interface CsiVolumeStackProps {
  /** A word in the task's environment; changing it replaces the allocation. */
  readonly release: string;
}

/**
 * A CSI plugin as a job, a volume that it creates, and a job that writes to the volume. They are created in this order, each
 * when the previous one is healthy, and destroyed in the reverse order. Each allocation adds a line to the page and serves it.
 *
 * @see https://developer.hashicorp.com/nomad/docs/other-specifications/volume/csi
 */
export class CsiVolumeStack extends ClusterStack {
  constructor(scope: Construct, id: string, settings: ClusterSettings, { release }: CsiVolumeStackProps) {
    super(scope, id, settings);

    const plugin = new Job(this, "plugin", pluginJob);

    const data = new CsiVolume(this, "data", {
      id: "diary",
      pluginId,
      capacityMin: "10MiB",
      capacityMax: "1GiB",
      capabilities: [{ accessMode: "single-node-writer", attachmentMode: "file-system" }],
      dependsOn: [plugin],
    });

    new Job(this, "diary", {
      name: "diary",
      groups: [
        {
          name: "web",
          network: { mode: "bridge", ports: [{ name: "http", to: 8080 }] },
          volumes: [
            {
              name: "data",
              type: "csi",
              source: data,
              accessMode: "single-node-writer",
              attachmentMode: "file-system",
            },
          ],
          tasks: [
            {
              name: "page",
              driver: "docker",
              config: {
                image: busybox,
                command: "sh",
                args: [
                  "-c",
                  "echo $RELEASE $NOMAD_ALLOC_ID >> /data/index.html; exec busybox httpd -f -p 8080 -h /data",
                ],
                ports: ["http"],
              },
              env: { RELEASE: release },
              volumeMounts: [{ volume: "data", destination: "/data" }],
              resources: { cpu: 50, memory: 16 },
            },
          ],
        },
      ],
    });
  }
}
