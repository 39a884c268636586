/** The floor: the same resources written into one file by `JSON.stringify`, without cdktf. */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { jobForApi } from "./job-for-api";
import { measured } from "./program";
import { nomadAddress } from "./wanted";

measured((jobs, outdir) => {
  const resources = Object.fromEntries(
    jobs.map((job) => [job.name, { jobspec: JSON.stringify(jobForApi(job)), json: true }]),
  );
  const folder = path.join(outdir, "stacks", "jobs");
  mkdirSync(folder, { recursive: true });
  const stack = { provider: { nomad: [{ address: nomadAddress }] }, resource: { nomad_job: resources } };
  writeFileSync(path.join(folder, "cdk.tf.json"), JSON.stringify(stack, undefined, 2));
});
