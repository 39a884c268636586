import type { Construct } from "constructs";
import { type ClusterSettings, ClusterStack, CsiVolume, Job } from "../../constructs";
import { busybox } from "../image";
import { pluginId, pluginJob } from "./plugin";

/** What {@link CsiVolumeStack} is told. */
export interface CsiVolumeStackProps {
  /** A word that is in the task's environment: another one makes another allocation. */
  readonly release: string;
}

/**
 * A volume that a CSI plugin creates, the plugin itself as a job, and a job that writes to the volume. They are made in this
 * order, each when the one before is healthy, and taken away in the other. Each allocation adds a line to the page and
 * serves it.
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
