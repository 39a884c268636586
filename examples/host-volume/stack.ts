import type { Construct } from "constructs";
import { type ClusterSettings, ClusterStack, HostVolume, Job } from "../../constructs";
import { busybox } from "../image";

/** Properties of {@link HostVolumeStack}. */
export interface HostVolumeStackProps {
  /** A word in the task's environment; changing it replaces the allocation. */
  readonly release: string;
}

/**
 * A folder of a node that outlives the job that writes to it. The plugin `mkdir` is built into Nomad, so nothing has to
 * be prepared on the node. Each allocation adds a line to the page and serves it.
 *
 * @see https://developer.hashicorp.com/nomad/docs/other-specifications/volume/host
 */
export class HostVolumeStack extends ClusterStack {
  constructor(scope: Construct, id: string, settings: ClusterSettings, { release }: HostVolumeStackProps) {
    super(scope, id, settings);

    const data = new HostVolume(this, "data", {
      name: "notes",
      pluginId: "mkdir",
      parameters: { mode: "0755" },
      capabilities: [{ accessMode: "single-node-writer", attachmentMode: "file-system" }],
    });

    new Job(this, "notes", {
      name: "notes",
      groups: [
        {
          name: "web",
          network: { mode: "bridge", ports: [{ name: "http", to: 8080 }] },
          volumes: [
            {
              name: "data",
              type: "host",
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
