/** A host name and the service that answers for it. */
export interface Route {
  /** The first label of the name, such as `it-tools` of `it-tools.lab.example.com`. */
  readonly host: string;
  /** The service in Nomad's catalog, in the namespace of the ingress. */
  readonly service: string;
}

/**
 * Returns Caddy's configuration as a template for Nomad, with the current instances of the service for each route. Every other
 * host gets a 404.
 *
 * @see https://caddyserver.com/docs/caddyfile
 */
export function caddyfile(domain: string, routes: readonly Route[]): string {
  return [
    // Caddy cannot get public certificates for names that exist in the LAN only.
    "{\n\tauto_https off\n}",
    ...routes.map((route) => site(domain, route)),
    'http:// {\n\trespond "no such host here: {host}" 404\n}',
  ].join("\n\n");
}

function site(domain: string, { host, service }: Route): string {
  // If an instance has just stopped, Caddy tries other instances for up to 5 s.
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
