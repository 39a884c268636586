import { ACME_AUTHORITY, ACME_FOLDER, type AcmeProps } from "./acme";
import type { Middleware } from "./middleware";
import { NODE, PING, type Settings, variableAddress } from "./settings";

/** The file with the dynamic configuration inside of the task. */
export const DYNAMIC = "secrets/dynamic.yml";

/** How often Traefik reads service discovery. */
const REFRESH = "5s";

/** The middlewares that the ingress adds. No middleware of a user has a dot in its name. */
export const OWN_MIDDLEWARES = { toHttps: "to.https", retry: "retry.connection" } as const;

/** The certificate resolver of routes with TLS. */
export const RESOLVER = "acme";

/** The part of a template that prints a text as JSON, in place of a JSON string. */
const asJson = (variable: string, item: string) =>
  `<<{{ with nomadVar "${variable}" }}{{ .${item}.Value | toJSON }}{{ end }}>>`;

/**
 * Traefik's static configuration: JSON, which is YAML, too. The API and the dashboard are off unless they are named here.
 *
 * @see https://doc.traefik.io/traefik/reference/install-configuration/configuration-options/
 */
export function traefikStatic(settings: Settings): string {
  const { name, provider, namespaces, accessLog, httpPort, httpsPort, tls, acme } = settings;
  const common = { prefix: name, exposedByDefault: false, refreshInterval: REFRESH };
  return render({
    global: { checkNewVersion: false, sendAnonymousUsage: false },
    log: { format: "json" },
    ...(accessLog && { accessLog: { format: "json" } }),
    ping: { manualRouting: true },
    entryPoints: {
      web: { address: `:${httpPort}` },
      ...(tls && { websecure: { address: `:${httpsPort}` } }),
    },
    ...(acme && { certificatesResolvers: { [RESOLVER]: { acme: resolver(acme) } } }),
    providers: {
      file: { filename: `/${DYNAMIC}`, watch: true },
      ...(provider === "nomad"
        ? { nomad: { ...common, endpoint: { address: "unix:///secrets/api.sock" }, namespaces } }
        : { consulCatalog: common }),
    },
  });
}

/** @see https://doc.traefik.io/traefik/reference/install-configuration/tls/certificate-resolvers/acme/ */
function resolver({ caCertificate, caServer, certificatesDuration, challenge = "http-01", email }: AcmeProps): object {
  return {
    email,
    storage: `${ACME_FOLDER}/acme.json`,
    ...(caServer !== undefined && { caServer }),
    ...(caCertificate !== undefined && { caCertificates: [`/${ACME_AUTHORITY}`] }),
    ...(certificatesDuration !== undefined && { certificatesDuration }),
    ...(challenge === "http-01" ? { httpChallenge: { entryPoint: "web" } } : { tlsChallenge: {} }),
  };
}

/**
 * Traefik's dynamic configuration, as a template for Nomad.
 *
 * @see https://doc.traefik.io/traefik/reference/routing-configuration/dynamic-configuration-methods/
 */
export function traefikDynamic(settings: Settings): string {
  const { certificates, middlewares, tls, httpsPort } = settings;
  const redirect = { redirectScheme: { scheme: "https", port: String(httpsPort), permanent: true } };
  return render({
    http: {
      routers: {
        ping: {
          entryPoints: ["web"],
          rule: `Host(\`<${NODE}>\`) && Path(\`${PING}\`)`,
          service: "ping@internal",
        },
      },
      middlewares: {
        // For a request to an instance that does not listen yet, or not any longer.
        [OWN_MIDDLEWARES.retry]: { retry: { attempts: 5, initialInterval: "100ms" } },
        ...(tls && { [OWN_MIDDLEWARES.toHttps]: redirect }),
        ...Object.fromEntries(
          Object.entries(middlewares).map(([name, each]) => [name, traefikMiddleware(each, settings)]),
        ),
      },
    },
    ...(tls && {
      tls: {
        // The content of the files, so that a changed variable changes this file, which Traefik watches.
        certificates: certificates.map((stored) => ({
          certFile: asJson(variableAddress(stored.variable, settings), stored.certificate ?? "certificate"),
          keyFile: asJson(variableAddress(stored.variable, settings), stored.key ?? "key"),
        })),
        options: { default: { sniStrict: true, minVersion: "VersionTLS12" } },
      },
    }),
  });
}

function traefikMiddleware(middleware: Middleware, settings: Settings): object {
  if ("basicAuth" in middleware) {
    const { variable, realm = "restricted" } = middleware.basicAuth;
    const users = `<<[{{ with nomadVar "${variableAddress(variable, settings)}" }}{{ range $i, $each := .Tuples }}{{ if $i }}, {{ end }}{{ printf "%s:%s" $each.K $each.V | toJSON }}{{ end }}{{ end }}]>>`;
    return { basicAuth: { realm, removeHeader: true, users } };
  }
  if ("ipAllowList" in middleware) {
    return { ipAllowList: { sourceRange: middleware.ipAllowList } };
  }
  if ("headers" in middleware) {
    const { response, request } = middleware.headers;
    return {
      headers: {
        ...(response && { customResponseHeaders: response }),
        ...(request && { customRequestHeaders: request }),
      },
    };
  }
  return { rateLimit: middleware.rateLimit };
}

/** JSON in which `<<...>>` is a part of the template in place of a string, and `<{{ ... }}>` one inside of a string. */
function render(value: object): string {
  const plain = (text: string) => JSON.parse(`"${text}"`) as string;
  return `${JSON.stringify(value, null, 2)
    .replace(/"<<(.*?)>>"/g, (_, text: string) => plain(text))
    .replace(/<(\{\{.*?\}\})>/g, (_, text: string) => plain(text))}\n`;
}
