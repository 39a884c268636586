import { App } from "cdktf";
import type { Construct } from "constructs";
import { type ClusterSettings, ClusterStack, Secret } from "../../../constructs";
import { DnsServer } from "../../../constructs/dns";
import { BinPackingStack } from "../../../examples/bin-packing/stack";
import { CanaryStack } from "../../../examples/canary/stack";
import { CniStack } from "../../../examples/cni/stack";
import { CpuStack } from "../../../examples/cpu/stack";
import { IngressStack } from "../../../examples/ingress/stack";
import { PatternsStack } from "../../../examples/patterns/stack";
import { VariablesStack } from "../../../examples/variables/stack";
import { AppsStack } from "../../../stacks/apps";
import { settings } from "../../../stacks/environments";
import { linkTerraformProviders } from "../../../tools/link-terraform-providers";
import { terminalProgress } from "../../../tools/progress";

/** What the tests change about the examples. */
export interface Changes {
  /** MB for each of the big instances: what is much for one machine is nothing for another. */
  readonly memory: number;
  readonly count: number;
  readonly greeting: string;
  readonly release: string;
  readonly folder?: string;
  /** The folder with the certificate of the ingress and its key. */
  readonly certificates: string;
  /** The program of the ingress. */
  readonly engine: "caddy" | "traefik";
  /** The release of the page behind the ingress. */
  readonly page: string;
}

/** The names of the lab, so that the ingress is found by one. */
class NamesStack extends ClusterStack {
  readonly dns: DnsServer;

  constructor(scope: Construct, id: string, cluster: ClusterSettings) {
    super(scope, id, cluster);
    this.dns = new DnsServer(this, "dns", { domain: "lab.example.com", namespaces: ["default"] });
  }
}

const app = new App();
const cluster = settings();
const { memory, count, greeting, certificates, engine, page, ...canary } = JSON.parse(
  process.env.EXAMPLE_CHANGES ?? "{}",
) as Changes;

new AppsStack(app, "apps", cluster);
const { dns } = new NamesStack(app, "names", cluster);
new CpuStack(app, "cpu", cluster);
new BinPackingStack(app, "bin-packing", cluster, { count, memory });
new CniStack(app, "cni", cluster);
new VariablesStack(app, "variables", cluster, { greeting });
const { ingress } = new IngressStack(app, "ingress", cluster, {
  engine,
  dns,
  address: "10.0.10.3/24",
  certificate: Secret.fromFile(`${certificates}/certificate.pem`),
  key: Secret.fromFile(`${certificates}/key.pem`),
});
const host = "catalog.lab.example.com";
new PatternsStack(app, "patterns", cluster, {
  greeting,
  ingress,
  release: page,
  routes: [
    { host, middlewares: ["frames"] },
    { host, path: "/index.html", middlewares: ["staff"] },
    { host, path: "/office", middlewares: ["office"] },
    ...(engine === "traefik" ? [{ host, path: "/slow", middlewares: ["slow"] }] : []),
  ],
});
new CanaryStack(app, "canary", cluster, canary);

app.synth();
void linkTerraformProviders(app.outdir, terminalProgress());
