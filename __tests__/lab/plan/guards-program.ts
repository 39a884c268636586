/**
 * A program of which a test takes parts away: CDKNOMAD_TEST_HAS lists what it has, `room`, `db` or a job's name.
 * `by-hand` is job a as a resource of the official classes, with another address, and `moved` says that a was that; `other-stack`
 * is a stack instead of it all.
 */
import { Job as JobResource } from "@cdktf/provider-nomad/lib/job";
import { App } from "cdktf";
import { AuthMethod, ClusterStack, encodeJob, Job, type JobProps, type JobSpec, Namespace } from "../../../constructs";
import { linkTerraformProviders } from "../../../tools/link-terraform-providers";
import { silent } from "../../../tools/progress";

const has = new Set((process.env.CDKNOMAD_TEST_HAS ?? "").split(","));
const settings = { nomad: { address: process.env.NOMAD_ADDR ?? "" } };

/** It places nothing: what a plan destroys is seen without waiting for tasks. */
const idle = (name: string): JobProps => ({
  name,
  groups: [
    {
      name: "g",
      count: 0,
      tasks: [{ name: "t", driver: "raw_exec", config: { command: "/bin/true" }, resources: { cpu: 10, memory: 16 } }],
    },
  ],
});

const app = new App();
if (!has.has("other-stack")) {
  const stack = new ClusterStack(app, "guarded", settings);
  if (has.has("room")) {
    new Namespace(stack, "room", { name: "guarded-room" });
    new AuthMethod(stack, "login", {
      name: "guarded-login",
      login: { type: "JWT", keys: { jwksUrl: "http://127.0.0.1:1/jwks" } },
      maxTokenTtl: "10m",
    });
  }
  if (has.has("db")) {
    new Job(stack, "db", { ...idle("guarded-db"), protect: true, terraform: { purgeOnDestroy: true } });
  }
  if (has.has("by-hand")) {
    const jobspec = JSON.stringify(encodeJob(idle("guarded-a") as JobSpec));
    new JobResource(stack, "by_hand", { jobspec, json: true, purgeOnDestroy: true });
  }
  for (const name of ["a", "b", "c", "d"].filter((one) => has.has(one))) {
    const movedFrom = name === "a" && has.has("moved") ? { movedFrom: "nomad_job.by_hand" } : {};
    new Job(stack, name, { ...idle(`guarded-${name}`), terraform: { purgeOnDestroy: true, ...movedFrom } });
  }
} else {
  new ClusterStack(app, "other", settings);
}
app.synth();
void linkTerraformProviders(app.outdir, silent);
