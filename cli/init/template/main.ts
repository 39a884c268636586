import { ClusterApp } from "cdknomad/config";
import { environments } from "./config/environments";
import { AccessStack } from "./stacks/access";
import { AppsStack } from "./stacks/apps";
import { DnsStack } from "./stacks/dns";

const app = new ClusterApp({ environments });

const access = new AccessStack(app, "access", app.settings);
new AppsStack(app, "apps", app.settings).addDependency(access);
new DnsStack(app, "dns", app.settings).addDependency(access);

app.synth();
