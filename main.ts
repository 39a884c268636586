import { App } from "cdktf";
import { settings } from "./config";
import { AccessStack } from "./stacks/access";
import { AppsStack } from "./stacks/apps";
import { DnsStack } from "./stacks/dns";
import { linkTerraformProviders } from "./tools/link-terraform-providers";

const app = new App();
const cluster = settings();

const access = new AccessStack(app, "access", cluster);
new AppsStack(app, "apps", cluster);
const dns = new DnsStack(app, "dns", cluster);
dns.addDependency(access);

app.synth();
void linkTerraformProviders(app.outdir);
