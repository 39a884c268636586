import { readFileSync } from "node:fs";
import { App } from "cdktf";
import { ClusterStack, HostVolume, type WireJob } from "../../../constructs";
import { DnsServer } from "../../../constructs/dns";
import { busybox } from "../../../examples/image";
import { images } from "../../../examples/ingress/stack";
import { Ingress, WebService } from "../../../patterns";
import { settings } from "../../../stacks/environments";
import { linkTerraformProviders } from "../../../tools/link-terraform-providers";
import { terminalProgress } from "../../../tools/progress";

/** An ingress of the test. */
export interface Entrance {
  readonly engine: "caddy" | "traefik";
  /** The virtual address, and the number of its routers. */
  readonly address: string;
  readonly routerId: number;
  readonly httpPort: number;
  readonly httpsPort: number;
  /** The URL of the ACME server's directory. */
  readonly caServer: string;
}

/** What the test says to its program. */
export interface AcmeSettings {
  readonly entrances: readonly Entrance[];
  /** The file with the authority of the ACME servers' own certificates. */
  readonly authority: string;
}

const app = new App();
const { entrances, authority } = JSON.parse(process.env.ACME_SETTINGS ?? '{"entrances":[]}') as AcmeSettings;

const stack = new ClusterStack(app, "acme", settings());
const dns = new DnsServer(stack, "dns", { domain: "lab.example.com", namespaces: ["default"] });
for (const { engine, address, routerId, httpPort, httpsPort, caServer } of entrances) {
  const volume = new HostVolume(stack, `${engine}-certificates`, {
    name: `${engine}-certificates`,
    pluginId: "mkdir",
    capabilities: [{ accessMode: "single-node-writer", attachmentMode: "file-system" }],
  });
  const ingress = new Ingress(stack, engine, {
    name: engine,
    engine,
    image: images[engine],
    httpPort,
    httpsPort,
    tls: {
      acme: {
        email: "admin@example.com",
        volume: { source: volume },
        caServer,
        caCertificate: readFileSync(authority, "utf8"),
        certificatesDuration: 1,
      },
    },
    virtualIp: { address, instances: 1, routerId },
    dns,
    // The certificates of the test are valid for less than the shortest time that Caddy is prepared for.
    ...(engine === "caddy" && { transform: renewSooner }),
  });
  new WebService(stack, `${engine}-page`, {
    name: `${engine}-page`,
    image: busybox,
    command: "sh",
    args: ["-c", `mkdir /local/www && echo ${engine} > /local/www/index.html && exec httpd -f -p 8080 -h /local/www`],
    port: 8080,
    check: { path: "/", interval: "2s", timeout: "1s" },
    ingress,
    routes: [{ host: `${engine}.lab.example.com` }],
    update: { minHealthyTime: "2s" },
    resources: { cpu: 50, memory: 16 },
  });
}

function renewSooner(job: WireJob): void {
  const tasks = job.TaskGroups?.flatMap(({ Tasks }) => Tasks ?? []) ?? [];
  for (const template of tasks.flatMap(({ Templates }) => Templates ?? [])) {
    if (template.EmbeddedTmpl !== undefined) {
      template.EmbeddedTmpl = template.EmbeddedTmpl.replace("renew_interval 1m", "renew_interval 2s");
    }
  }
}

app.synth();
void linkTerraformProviders(app.outdir, terminalProgress());
