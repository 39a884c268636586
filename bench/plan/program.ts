/**
 * The app that `bench/plan` plans: as many jobs as BENCH_JOBS says, in a datacenter that does not exist, so that
 * neither clients nor containers have a part in what is measured. BENCH_CHANGED gives one of them another value.
 */
import { App } from "cdktf";
import { ClusterStack, Job } from "../../constructs";
import { linkTerraformProviders } from "../../tools/link-terraform-providers";
import { silent } from "../../tools/progress";

const app = new App();
const stack = new ClusterStack(app, "jobs", {
  nomad: { address: process.env.NOMAD_ADDR ?? "" },
  consul: { address: process.env.CONSUL_HTTP_ADDR ?? "" },
  // As on a cluster. Into a local file Terraform writes the whole state after each job: hours for 5,000.
  state: { consul: "bench" },
});
const jobs = Number(process.env.BENCH_JOBS);

for (let number = 0; number < jobs; number++) {
  const name = `bench-${String(number).padStart(5, "0")}`;
  const greeting = number === 0 && process.env.BENCH_CHANGED ? "changed" : "hello";
  new Job(stack, name, {
    name,
    datacenters: ["nowhere"],
    terraform: { detach: true, purgeOnDestroy: true },
    groups: [
      {
        name: "web",
        count: 1,
        network: { ports: [{ name: "http", to: 8080 }] },
        services: [
          {
            name,
            port: "http",
            provider: "nomad",
            tags: ["bench", "http"],
            checks: [{ type: "http", path: "/", interval: "10s", timeout: "2s" }],
          },
        ],
        tasks: [
          {
            name: "web",
            driver: "docker",
            config: { image: "example.com/web:1.2.3", ports: ["http"] },
            env: { GREETING: greeting, NUMBER: String(number) },
            resources: { cpu: 100, memory: 64 },
          },
        ],
      },
    ],
  });
}

app.synth();
void linkTerraformProviders(app.outdir, silent);
