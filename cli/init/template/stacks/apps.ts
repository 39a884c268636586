import { type ClusterSettings, ClusterStack, Job } from "cdknomad";
import type { Construct } from "constructs";

/** The jobs of the applications. */
export class AppsStack extends ClusterStack {
  constructor(scope: Construct, id: string, settings: ClusterSettings) {
    super(scope, id, settings);

    new Job(this, "it-tools", {
      name: "it-tools",
      namespace: "web",
      ignore: [{ code: "image-not-pinned", reason: "a web page without data; pin a version for production" }],
      groups: [
        {
          name: "ittools",
          network: { mode: "bridge", ports: [{ name: "http", to: 80 }] },
          services: [
            {
              name: "ittools",
              provider: "nomad",
              port: "http",
              checks: [{ type: "http", path: "/", interval: "10s", timeout: "2s" }],
            },
          ],
          tasks: [
            {
              name: "web",
              driver: "docker",
              config: { image: "corentinth/it-tools:latest", ports: ["http"] },
              resources: { cpu: 100, memory: 128 },
            },
          ],
        },
      ],
    });
  }
}
