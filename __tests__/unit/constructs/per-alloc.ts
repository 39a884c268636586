import { type ClusterStack, HostVolume, Job } from "../../../constructs";

/** Two volumes for a group with `perAlloc`, and a job that must not start before they exist. */
export function declarePerAlloc(stack: ClusterStack): void {
  const volumes = [0, 1].map(
    (index) =>
      new HostVolume(stack, `data-${index}`, {
        name: `data[${index}]`,
        pluginId: "mkdir",
        capabilities: [{ accessMode: "single-node-writer", attachmentMode: "file-system" }],
      }),
  );
  new Job(stack, "store", {
    name: "store",
    terraform: { dependsOn: volumes },
    groups: [
      {
        name: "store",
        count: 2,
        volumes: [
          {
            name: "data",
            type: "host",
            source: "data",
            perAlloc: true,
            accessMode: "single-node-writer",
            attachmentMode: "file-system",
          },
        ],
        tasks: [
          {
            name: "store",
            driver: "docker",
            config: { image: "busybox:1.35.0", command: "busybox", args: ["sleep", "86400"] },
            resources: { cpu: 50, memory: 32 },
            volumeMounts: [{ volume: "data", destination: "/data" }],
          },
        ],
      },
    ],
  });
}
