import type { Construct } from "constructs";
import type { DnsServer } from "../../constructs/dns";
import type { Duration } from "../../constructs/spec";
import { printIssue } from "../../constructs/validate";
import { JobPattern } from "../job-pattern";
import { ProgramPattern } from "../program-pattern";
import type { IngressProgram, RoutedService } from "../route";
import { traefikTags } from "../traefik";
import { caddyTags } from "./caddy-routes";
import { ingressJob } from "./job";
import type { IngressProps } from "./props";
import { type Routed, routedIssues } from "./routed";
import { settingsOf } from "./settings";
import { OWN_MIDDLEWARES, RESOLVER } from "./traefik-config";

/** How long an ingress takes to notice a change, with some seconds to spare. */
const REFRESH = { caddy: "5s", traefik: "10s" } as const;

/**
 * An ingress: Caddy or Traefik as a job, which offers web services under the hosts of their routes, over HTTPS and behind one address.
 * It reads the routes from service discovery, so that a new service does not change the ingress.
 *
 * A {@link WebService} names it in its prop `ingress`. Their props are checked together at synthesis.
 *
 * @example
 * const ingress = new Ingress(stack, "ingress", {
 *   name: "ingress",
 *   engine: "caddy",
 *   tls: { certificates: [{}] }, // items certificate and key of the Nomad Variable nomad/jobs/ingress
 *   virtualIp: { address: "10.0.10.3/24" },
 * });
 *
 * new WebService(stack, "shop", {
 *   name: "shop",
 *   image: "registry.example.com/shop:2.4.1",
 *   port: 8080,
 *   ingress,
 *   routes: [{ host: "shop.example.com" }],
 *   resources: { cpu: 200, memory: 256 },
 * });
 *
 * @see docs/how-to/ingress.md
 */
export class Ingress extends JobPattern implements IngressProgram {
  readonly refresh: Duration;
  private readonly tagsOf: (service: RoutedService) => readonly string[];
  private readonly routed: Routed[] = [];
  /**
   * Whether services are deployed after the ingress. Traefik asks the ACME server once for the certificate of a new host, and the server
   * has to find an ingress at the virtual address at that time.
   */
  private readonly isDeployedFirst: boolean;
  private readonly addNames: (where: string, service: RoutedService, scope: Construct) => void;

  /**
   * @throws CodedError if the stack has this job already (`address-taken`), if its name or namespace is a runtime value
   * (`property-invalid`), or if two stacks would depend on each other (`stack-cycle`)
   */
  constructor(scope: Construct, id: string, props: IngressProps) {
    super(scope, id, ingressJob(props));
    const settings = settingsOf(props);
    const { name } = settings;
    this.refresh = REFRESH[props.engine];
    this.tagsOf =
      props.engine === "caddy"
        ? (service) => caddyTags(service, name)
        : (service) =>
            traefikTags(inFile(service), {
              prefix: name,
              redirect: fileName(OWN_MIDDLEWARES.toHttps),
              ...(settings.acme && { certResolver: RESOLVER }),
            });
    this.isDeployedFirst = props.engine === "traefik" && settings.acme !== undefined;
    this.addNames = (where, { routes }, scope) => {
      const hosts = routes.map(({ host }) => host);
      if (settings.virtualAddress !== undefined) {
        dnsOf(props)?.addRoutes(scope, where, hosts, settings.virtualAddress);
      }
    };
    const where = `${settings.namespaceName}/${name}`;
    this.node.addValidation({
      validate: () => routedIssues(where, settings, this.routed).map((each) => printIssue(each.where, each.issue)),
    });
  }

  tags(service: RoutedService): readonly string[] {
    return this.tagsOf(service);
  }

  addService(where: string, service: RoutedService, scope: Construct): void {
    this.routed.push({ where, service });
    this.addNames(where, service, scope);
    if (this.isDeployedFirst && scope instanceof ProgramPattern) {
      scope.addEnvironment({ env: {}, secrets: {} }, [this]);
    }
  }
}

/** The DNS server that answers the names of routes. */
function dnsOf({ dns, virtualIp }: IngressProps): DnsServer | undefined {
  return dns ?? (virtualIp !== undefined && "sharedWith" in virtualIp ? virtualIp.sharedWith : undefined);
}

/** The service with the middlewares as Traefik knows them: they are in a file. */
function inFile(service: RoutedService): RoutedService {
  return {
    ...service,
    routes: service.routes.map(({ middlewares = [], ...route }) => ({
      ...route,
      middlewares: [...middlewares, OWN_MIDDLEWARES.retry].map(fileName),
    })),
  };
}

const fileName = (middleware: string) => `${middleware}@file`;
