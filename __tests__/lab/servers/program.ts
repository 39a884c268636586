/**
 * One job with the settings of a starter, after the programs of the cases 22, 23, 24, and e, which are the same one. CDKNOMAD_TEST_JOBS
 * names other jobs, as in case 16; a job that is to fail never becomes healthy.
 */
import { App } from "cdktf";
import { settings } from "../../../config";
import { ClusterStack, Job } from "../../../constructs";
import { lab } from "../../../lab/settings";
import { linkTerraformProviders } from "../../../tools/link-terraform-providers";
import { silent } from "../../../tools/progress";

const { CDKNOMAD_TEST_JOBS = "hello" } = process.env;
const app = new App();
const stack = new ClusterStack(
  app,
  "case",
  settings(process.env, { lab: ({ CDKNOMAD_LAB = "lab" }) => lab(CDKNOMAD_LAB) }),
);

for (const name of CDKNOMAD_TEST_JOBS.split(",")) {
  const isWaiting = name === "waits";
  new Job(stack, name, {
    name,
    groups: [
      {
        name: "web",
        ...(isWaiting && {
          network: { ports: [{ name: "http" }] },
          update: { healthyDeadline: "4m", progressDeadline: "5m" },
          services: [
            {
              name: "waits",
              port: "http",
              provider: "nomad",
              checks: [{ type: "tcp", interval: "2s", timeout: "1s" }],
            },
          ],
        }),
        tasks: [
          {
            name: "web",
            driver: "raw_exec",
            config: { command: "/bin/sleep", args: ["86400"] },
            resources: { cpu: 20, memory: 16 },
          },
        ],
      },
    ],
    terraform: { purgeOnDestroy: true, failFast: false },
  });
}

app.synth();
void linkTerraformProviders(app.outdir, silent);
