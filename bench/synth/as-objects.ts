/** The jobs as one writes them by hand in cdktf: objects for Nomad's API, made JSON. */
import { Job } from "@cdktf/provider-nomad/lib/job";
import { NomadProvider } from "@cdktf/provider-nomad/lib/provider";
import { App, TerraformStack } from "cdktf";
import { jobForApi } from "./job-for-api";
import { measured } from "./program";
import { nomadAddress } from "./wanted";

measured((jobs, outdir) => {
  const app = new App({ outdir });
  const stack = new TerraformStack(app, "jobs");
  new NomadProvider(stack, "nomad", { address: nomadAddress });
  for (const job of jobs) {
    new Job(stack, job.name, { jobspec: JSON.stringify(jobForApi(job)), json: true });
  }
  app.synth();
});
