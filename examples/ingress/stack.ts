import type { Construct } from "constructs";
import { type ClusterSettings, ClusterStack, type Secret, Variable } from "../../constructs";
import type { DnsServer } from "../../constructs/dns";
import { Ingress } from "../../patterns";

/** What an {@link IngressStack} is made of. */
export interface IngressStackProps {
  /**
   * The program.
   * @default "caddy"
   */
  readonly engine?: "caddy" | "traefik";
  /** The DNS server that answers the names of routes. @default - none */
  readonly dns?: DnsServer;
  /** An address of the LAN that no machine has, with its prefix. */
  readonly address: string;
  /** The certificate for all hosts, as PEM, with those of intermediate authorities. */
  readonly certificate: Secret;
  /** The private key of the certificate, as PEM. */
  readonly key: Secret;
}

/** The images that a lab builds if no registry answers. */
export const images = { caddy: "docker.io/library/caddy:2.6.2", traefik: "docker.io/library/traefik:v3.6.12" } as const;

/**
 * One entry point for all web services, such as `https://catalog.lab.example.com`, whatever node and port a service uses. Plain HTTP is
 * redirected. Routes can name the middlewares, such as `staff`, which asks for a password.
 *
 * @see docs/how-to/ingress.md
 */
export class IngressStack extends ClusterStack {
  /** The ingress, for the services of other stacks. */
  readonly ingress: Ingress;

  constructor(scope: Construct, id: string, settings: ClusterSettings, props: IngressStackProps) {
    super(scope, id, settings);
    const { engine = "caddy", dns, address, certificate, key } = props;

    const variable = new Variable(this, "tls", { path: "nomad/jobs/ingress", items: { certificate, key } });
    // The hash of the password "secret"; a real one would be a Secret.
    const hash = "$2a$14$I99d.mP9D25Ws9R.sVv57e68v6Bb/yx3zDH8Dvkonzb/tbLB7NJsS";
    const staff = new Variable(this, "staff", { path: "ingress/staff", items: { ann: { plain: hash } } });

    this.ingress = new Ingress(this, "ingress", {
      name: "ingress",
      engine,
      image: images[engine],
      tls: { certificates: [{ variable }] },
      middlewares: {
        staff: { basicAuth: { variable: staff, realm: "staff" } },
        office: { ipAllowList: ["192.0.2.0/24"] },
        frames: { headers: { response: { "X-Frame-Options": "DENY" } } },
        // Caddy has no limit of requests in its release.
        ...(engine === "traefik" && { slow: { rateLimit: { average: 1, period: "1m", burst: 2 } } }),
      },
      virtualIp: { address, instances: 1 },
      ...(dns && { dns }),
    });
  }
}
