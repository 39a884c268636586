import { ACME_AUTHORITY, type AcmeProps } from "./acme";
import { collectRoutes, hosts, routeBlocks } from "./caddy-routes";
import type { Middleware } from "./middleware";
import { NODE, PING, type Settings, variableAddress } from "./settings";

/** The socket at which Caddy takes a new configuration. Only root inside of the task reaches it; there is no port. */
export const ADMIN = "unix//secrets/caddy.sock";

/** The files of a certificate inside of the task. */
export const fileOf = (index: number, part: "certificate" | "key") => `secrets/tls/${index}-${part}.pem`;

/**
 * Returns Caddy's configuration as a template for Nomad, which renders it again when a route or an instance changes.
 *
 * @see https://caddyserver.com/docs/caddyfile
 */
export function caddyfile(settings: Settings): string {
  const { name, provider, tls, middlewares } = settings;
  const hasIssuer = tls !== undefined && tls.certificates === undefined;
  return `${collectRoutes(name, provider, Object.keys(middlewares))}
{
	admin ${ADMIN}
	auto_https ${hasIssuer ? "disable_redirects" : "off"}
	grace_period 10s${tls?.ca === undefined ? "" : authority()}${acmeOptions(settings)}
}
${Object.entries(middlewares)
  .map(([each, middleware]) => snippet(each, middleware, settings))
  .join("")}
${tls === undefined ? "" : `${encrypted(settings)}\n\n`}${plain(settings)}
`;
}

function authority(): string {
  return `
	pki {
		ca own {
			name "Ingress"
			root {
				cert /${fileOf(0, "certificate")}
				key /${fileOf(0, "key")}
			}
		}
	}`;
}

/** Caddy looks for certificates to renew every 10 minutes, which is too seldom for those that are valid for a few hours. */
function acmeOptions({ acme, httpPort, httpsPort }: Settings): string {
  if (acme === undefined) {
    return "";
  }
  const { certificatesDuration: hours = 2160 } = acme;
  return [
    `\n	http_port ${httpPort}`,
    `	https_port ${httpsPort}`,
    ...(hours < 10 ? [`	renew_interval ${hours}m`] : []),
  ].join("\n");
}

/** A host that no route names gets no certificate of another host, or 404 if the certificate has its name, too. */
function encrypted(settings: Settings): string {
  const { httpsPort, provider } = settings;
  const all = hosts("https", "https://", ", ").replace("{{ $host }}", `{{ $host }}:${httpsPort}`);
  return `{{- if scratch.MapValues "https hosts" }}
${all} {
${common(settings)}
${tlsBlock(settings)}
${routeBlocks("https", provider)}
	handle {
		respond 404
	}
}
{{- end }}

https://:${httpsPort} {
${common(settings)}
${settings.tls?.certificates === undefined ? "" : `${tlsBlock(settings)}\n`}	respond 404
}`;
}

function tlsBlock({ tls, certificates }: Settings): string {
  if (tls?.acme !== undefined) {
    return `	tls {\n${acmeIssuer(tls.acme)}\n	}`;
  }
  return tls?.ca === undefined
    ? certificates.map((_, index) => `	tls /${fileOf(index, "certificate")} /${fileOf(index, "key")}`).join("\n")
    : "	tls {\n		issuer internal {\n			ca own\n		}\n	}";
}

/** @see https://caddyserver.com/docs/caddyfile/directives/tls#acme */
function acmeIssuer({ caCertificate, caServer, challenge = "http-01", email }: AcmeProps): string {
  const other = { "http-01": "disable_tlsalpn_challenge", "tls-alpn-01": "disable_http_challenge" }[challenge];
  return [
    "		issuer acme {",
    ...(caServer === undefined ? [] : [`			dir ${caServer}`]),
    `			email ${email}`,
    ...(caCertificate === undefined ? [] : [`			trusted_roots /${ACME_AUTHORITY}`]),
    `			${other}`,
    "		}",
  ].join("\n");
}

function plain(settings: Settings): string {
  const { httpPort, httpsPort, provider } = settings;
  const port = httpsPort === 443 ? "" : `:${httpsPort}`;
  return `http://:${httpPort} {
${common(settings)}
${routeBlocks("http", provider)}
{{- if scratch.MapValues "https hosts" }}
	@encrypted host${hosts("https", " ", "")}
	handle @encrypted {
		redir https://{host}${port}{uri} 308
	}
{{- end }}
	@ping {
		host ${NODE}
		path ${PING}
	}
	handle @ping {
		respond "OK" 200
	}
	handle {
		respond 404
	}
}`;
}

function common({ accessLog, virtualAddress }: Settings): string {
  const bind = `	bind ${NODE}${virtualAddress === undefined ? "" : ` ${virtualAddress}`}`;
  return accessLog ? `${bind}\n	log` : bind;
}

function snippet(name: string, middleware: Middleware, settings: Settings): string {
  return `\n(${name}) {\n${directives(name, middleware, settings)}\n}\n`;
}

function directives(name: string, middleware: Middleware, settings: Settings): string {
  if ("basicAuth" in middleware) {
    const { variable, realm = "restricted" } = middleware.basicAuth;
    const users = `{{ with nomadVar "${variableAddress(variable, settings)}" }}{{ range .Tuples }}`;
    const user = '{{ if .K | regexMatch "^[A-Za-z0-9._-]+$" }}';
    // Caddy before 2.8 knows this name only, and reads the hash in base64.
    return `	basicauth bcrypt ${word(realm)} {
${users}${user}
		{{ .K }} {{ .V | base64Encode }}{{ end }}{{ end }}{{ end }}
	}`;
  }
  if ("ipAllowList" in middleware) {
    return `	@denied_${name} not remote_ip ${middleware.ipAllowList.join(" ")}\n	respond @denied_${name} 403`;
  }
  if ("headers" in middleware) {
    const { response = {}, request = {} } = middleware.headers;
    return [
      ...Object.entries(response).map(([header, value]) => `	header ${header} ${word(value)}`),
      ...Object.entries(request).map(([header, value]) => `	request_header ${header} ${word(value)}`),
    ].join("\n");
  }
  return ""; // a limit of requests is refused before
}

/** A text as Caddy reads it. */
function word(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}
