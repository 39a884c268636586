import type { Construct } from "constructs";
import { type ClusterSettings, ClusterStack, Job } from "../constructs";

/** The applications of the lab. */
export class AppsStack extends ClusterStack {
  constructor(scope: Construct, id: string, settings: ClusterSettings) {
    super(scope, id, settings);

    new Job(this, "it-tools", {
      name: "it-tools",
      type: "service",
      ignore: [{ code: "image-not-pinned", reason: "the image of the homelab example; a stateless page may change" }],

      update: {
        maxParallel: 1,
        minHealthyTime: "10s",
        healthyDeadline: "3m",
        autoRevert: true,
        canary: 0,
      },

      groups: [
        {
          name: "ittools",

          network: {
            mode: "bridge",
            ports: [{ name: "http", to: 80 }],
          },

          count: 1,

          restart: {
            attempts: 10,
            interval: "5m",
            delay: "25s",
            mode: "delay",
          },

          services: [
            {
              provider: "nomad",
              tags: ["app", "tools", "tech", "coding"],
              name: "ittools",
              port: "http",

              checks: [
                {
                  name: "ittools_http",
                  type: "http",
                  path: "/",
                  interval: "10s",
                  timeout: "2s",
                },
              ],
            },
          ],

          tasks: [
            {
              name: "web",
              driver: "docker",

              config: {
                image: "corentinth/it-tools:latest",
                ports: ["http"],
              },

              resources: {
                cpu: 500, // MHz
                memory: 1024, // MB
              },
            },
          ],
        },
      ],
    });
  }
}
