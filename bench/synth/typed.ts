/** The jobs as typed objects of cdknomad. */
import { App } from "cdktf";
import { ClusterStack, Job } from "../../constructs";
import { measured } from "./program";
import { datacenter, nomadAddress } from "./wanted";

measured((jobs, outdir) => {
  const app = new App({ outdir });
  const stack = new ClusterStack(app, "jobs", { nomad: { address: nomadAddress }, providers: "hashicorp" });
  for (const { name, image, groups, env, template } of jobs) {
    new Job(stack, name, {
      name,
      datacenters: [datacenter],
      groups: groups.map((group) => ({
        name: group.name,
        count: group.count,
        network: { mode: "bridge", ports: [{ name: "http", to: 8080 }] },
        services: [
          {
            name: `${name}-${group.name}`,
            port: "http",
            provider: "nomad",
            checks: [{ type: "http", path: "/health", interval: "10s", timeout: "2s" }],
          },
        ],
        tasks: [
          {
            name: group.name,
            driver: "docker",
            config: { image, ports: ["http"] },
            env,
            templates: [{ data: template, destination: "local/app.conf", changeMode: "restart" }],
            resources: { cpu: 200, memory: 256 },
          },
        ],
      })),
    });
  }
  app.synth();
});
