/** A host name and the service that answers for it. */
export interface Route {
  /** The first label of the name, as `it-tools` of `it-tools.lab.example.com`. */
  readonly host: string;
  /** The service in Nomad's catalogue, of the ingress' own namespace. */
  readonly service: string;
}

/**
 * The configuration of Caddy as a template of Nomad's: for each route the instances that the service has at the moment. Every
 * other host gets a 404.
 *
 * @see https://caddyserver.com/docs/caddyfile
 */
export function caddyfile(domain: string, routes: readonly Route[]): string {
  return [
    // certificates for names that only the LAN knows are another chapter
    "{\n\tauto_https off\n}",
    ...routes.map((route) => site(domain, route)),
    'http:// {\n\trespond "no such host here: {host}" 404\n}',
  ].join("\n\n");
}

function site(domain: string, { host, service }: Route): string {
  // an instance that has just gone is tried once, then another for up to 5 s
  return `http://${host}.${domain} {
	{{ with nomadService "${service}" -}}
	reverse_proxy{{ range . }} {{ .Address }}:{{ .Port }}{{ end }} {
		lb_try_duration 5s
		fail_duration 10s
	}
	{{- else -}}
	respond "${service} does not run" 503
	{{- end }}
}`;
}
