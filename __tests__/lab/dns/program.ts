import { App } from "cdktf";
import type { Construct } from "constructs";
import { type ClusterSettings, ClusterStack, Job, Namespace, type UpdateStrategy } from "../../../constructs";
import { DnsServer, type DnsServerProps } from "../../../constructs/dns";
import { AppsStack } from "../../../stacks/apps";
import { settings } from "../../../stacks/environments";
import { linkTerraformProviders } from "../../../tools/link-terraform-providers";
import { terminalProgress } from "../../../tools/progress";

/** Namespaces with one web page each, which has the name of its namespace. DNS does not publish `secret`. */
class WebStack extends ClusterStack {
  constructor(scope: Construct, id: string, cluster: ClusterSettings, count: number) {
    super(scope, id, cluster);
    new Namespace(this, "dns", { name: "dns" });
    const pages = ["default", "lab", "secret"].map(
      (name) => [name, name === "default" ? Namespace.fromName(name) : new Namespace(this, name, { name })] as const,
    );
    for (const [name, namespace] of pages) {
      new Job(this, `page-${name}`, {
        name: "page",
        namespace,
        ignore: [{ code: "image-not-pinned", reason: "the lab's own image" }],
        groups: [
          {
            name: "web",
            count: name === "lab" ? count : 1,
            network: { mode: "bridge", ports: [{ name: "http", to: 80 }] },
            services: [{ provider: "nomad", name: `page-${name}`, port: "http" }],
            tasks: [
              {
                name: "web",
                driver: "docker",
                config: { image: "corentinth/it-tools:latest", ports: ["http"] },
                resources: { cpu: 50, memory: 64 },
              },
            ],
          },
        ],
      });
    }
  }
}

/** The name server under test, with what the test changes about it. */
class NameStack extends ClusterStack {
  constructor(scope: Construct, id: string, cluster: ClusterSettings, props: DnsServerProps) {
    super(scope, id, cluster);
    new DnsServer(this, "dns", props);
  }
}

const app = new App();
const cluster = settings();
const nodes = cluster.nodes ?? 1;
const changes = JSON.parse(process.env.DNS_CHANGES ?? "{}") as Partial<DnsServerProps>;
// The homelab example waits a minute between two nodes, for its operators. The tests need no such pause.
const update: UpdateStrategy = {
  maxParallel: 1,
  minHealthyTime: "5s",
  healthyDeadline: "1m",
  progressDeadline: "3m",
  autoRevert: true,
};

new AppsStack(app, "apps", cluster);
new WebStack(app, "web", cluster, nodes);
new NameStack(app, "names", cluster, {
  domain: "lab.example.com",
  namespaces: ["default", "lab", "dns"],
  namespace: "dns",
  ...(nodes > 1 && { metricsPort: 9153, update, virtualIp: { address: "10.0.10.2/24", instances: nodes } }),
  ...changes,
}).addDependency(app.node.findChild("web") as ClusterStack);

app.synth();
void linkTerraformProviders(app.outdir, terminalProgress());
