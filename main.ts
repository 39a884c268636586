import { ClusterApp } from "./config";
import { AccessStack } from "./stacks/access";
import { AppsStack } from "./stacks/apps";
import { DnsStack } from "./stacks/dns";
import { environments } from "./stacks/environments";

const app = new ClusterApp({ environments });

const access = new AccessStack(app, "access", app.settings);
new AppsStack(app, "apps", app.settings);
new DnsStack(app, "dns", app.settings).addDependency(access);

app.synth();
