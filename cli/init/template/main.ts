import { settings } from "cdknomad/config";
import { linkTerraformProviders } from "cdknomad/terraform";
import { App } from "cdktf";
import { environments } from "./config/environments";
import { AccessStack } from "./stacks/access";
import { AppsStack } from "./stacks/apps";
import { DnsStack } from "./stacks/dns";

const app = new App();
const cluster = settings(process.env, environments);

const access = new AccessStack(app, "access", cluster);
const apps = new AppsStack(app, "apps", cluster);
apps.addDependency(access);
const dns = new DnsStack(app, "dns", cluster);
dns.addDependency(access);

app.synth();
void linkTerraformProviders(app.outdir);
