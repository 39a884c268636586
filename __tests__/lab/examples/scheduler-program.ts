import { App } from "cdktf";
import { SchedulerStack } from "../../../examples/scheduler/stack";
import { settings } from "../../../stacks/environments";
import { linkTerraformProviders } from "../../../tools/link-terraform-providers";
import { terminalProgress } from "../../../tools/progress";

const app = new App();
const algorithm = process.env.EXAMPLE_ALGORITHM === "spread" ? "spread" : "binpack";
new SchedulerStack(app, "scheduler", settings(), { algorithm });
app.synth();
void linkTerraformProviders(app.outdir, terminalProgress());
