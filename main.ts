import { App } from "cdktf";
import { settings } from "./config";
import { AccessStack } from "./stacks/access";
import { AppsStack } from "./stacks/apps";
import { linkTerraformProviders } from "./tools/link-terraform-providers";
import { terminalProgress } from "./tools/progress";

const app = new App();
const cluster = settings();

new AccessStack(app, "access", cluster);
new AppsStack(app, "apps", cluster);

app.synth();
void linkTerraformProviders(app.outdir, terminalProgress());
