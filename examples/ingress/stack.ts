import type { Construct } from "constructs";
import { type ClusterSettings, ClusterStack, Job } from "../../constructs";
import { caddyfile, type Route } from "./caddyfile";

/** What {@link IngressStack} is told. */
export interface IngressProps {
  /** The domain of the `DnsServer`, as `lab.example.com`. */
  readonly domain: string;
  /** Which names lead where. */
  readonly routes: readonly Route[];
}

/**
 * One entrance for all web apps: `http://it-tools.lab.example.com`, port 80, whichever node and port the app is at.
 *
 * For each route the ingress registers a service with the name of the host. So the `DnsServer`, which tells services by their
 * names, answers with the ingress for that host, and a host without a route does not exist. The app's own service keeps a name
 * of its own.
 *
 * It needs no right in Nomad: the client renders the template for it, with the services of the job's namespace. The apps that
 * it leads to are in that namespace too.
 *
 * @see https://developer.hashicorp.com/nomad/docs/job-specification/template#nomad-services
 */
export class IngressStack extends ClusterStack {
  constructor(scope: Construct, id: string, settings: ClusterSettings, { domain, routes }: IngressProps) {
    super(scope, id, settings);

    new Job(this, "ingress", {
      name: "ingress",
      groups: [
        {
          name: "ingress",
          network: { mode: "bridge", ports: [{ name: "http", static: 80, to: 80 }] },
          services: routes.map(({ host }) => ({
            provider: "nomad",
            name: host,
            port: "http",
            checks: [{ name: host, type: "tcp", interval: "5s", timeout: "2s" }],
          })),
          tasks: [
            {
              name: "caddy",
              driver: "docker",
              config: {
                image: "caddy:2.6.2",
                command: "caddy",
                args: ["run", "--config", "/local/Caddyfile", "--adapter", "caddyfile"],
                ports: ["http"],
              },
              templates: [
                {
                  destination: "local/Caddyfile",
                  data: caddyfile(domain, routes),
                  // requests that are under way go on; with a configuration that is wrong, Caddy stays with the former one
                  changeMode: "script",
                  changeScript: {
                    command: "/usr/bin/caddy",
                    args: ["reload", "--config", "/local/Caddyfile", "--adapter", "caddyfile"],
                    timeout: "20s",
                    failOnError: false,
                  },
                },
              ],
              resources: { cpu: 100, memory: 64 },
            },
          ],
        },
      ],
    });
  }
}
