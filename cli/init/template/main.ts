import { linkTerraformProviders } from "cdknomad/terraform";
import { App } from "cdktf";
import { settings } from "./config";
import { AccessStack } from "./stacks/access";
import { AppsStack } from "./stacks/apps";

const app = new App();
const cluster = settings();

const access = new AccessStack(app, "access", cluster);
const apps = new AppsStack(app, "apps", cluster);
apps.addDependency(access);

app.synth();
void linkTerraformProviders(app.outdir);
