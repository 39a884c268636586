import type { Construct } from "constructs";
import { type ClusterSettings, ClusterStack, Job } from "../../constructs";
import { caddyfile, type Route } from "./caddyfile";

/** Domain and routes of an {@link IngressStack}. */
export interface IngressProps {
  /** The domain of the `DnsServer`, such as `lab.example.com`. */
  readonly domain: string;
  /** The host names and their services. */
  readonly routes: readonly Route[];
}

/**
 * One entry point for all web apps on port 80, such as `http://it-tools.lab.example.com`, whatever node and port an app uses.
 *
 * For each route the ingress registers a service with the name of the host. So the `DnsServer` answers for that host with the
 * address of the ingress, and a host without a route does not exist. The app's own service has another name.
 *
 * The ingress needs no rights in Nomad: the client renders its template, with the services of the job's namespace. The apps
 * must be in the same namespace.
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
                  // Running requests continue. With a wrong configuration, Caddy keeps the previous one.
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
