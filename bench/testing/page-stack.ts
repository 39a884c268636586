import type { Construct } from "constructs";
import { type ClusterSettings, ClusterStack, Job } from "../../constructs";

/** A web page on two nodes that survives the loss of one of them, as a user writes it. */
export class PageStack extends ClusterStack {
  constructor(scope: Construct, id: string, settings: ClusterSettings) {
    super(scope, id, settings);

    new Job(this, "page", {
      name: "page",
      groups: [
        {
          name: "web",
          count: 2,
          constraints: [{ operator: "distinct_hosts", value: "true" }],
          restart: { attempts: 3, interval: "5m", delay: "5s", mode: "delay" },
          disconnect: { lostAfter: "30s" },
          update: { minHealthyTime: "1s" },
          network: { mode: "bridge", ports: [{ name: "http", to: 8080 }] },
          services: [
            {
              name: "page",
              provider: "nomad",
              port: "http",
              checks: [{ type: "http", path: "/", interval: "2s", timeout: "1s" }],
            },
          ],
          tasks: [
            {
              name: "server",
              driver: "docker",
              config: {
                image: "busybox:1.35.0",
                command: "/bin/busybox",
                args: ["httpd", "-f", "-p", "8080", "-h", "/local"],
                ports: ["http"],
              },
              templates: [{ data: "good morning", destination: "local/index.html" }],
              resources: { cpu: 50, memory: 32 },
            },
          ],
        },
      ],
    });
  }
}
