import type { RoutedService } from "../route";

/**
 * Returns the tags that announce routes to Caddy: one per route, with fields between spaces. The first field sorts longer paths first,
 * because Caddy takes the first route that matches.
 *
 * @param prefix the name of the ingress, so that two of them do not serve each other's routes
 */
export function caddyTags({ routes, provider, check }: RoutedService, prefix: string): string[] {
  // From Consul, Caddy gets healthy instances only.
  const health = provider === "nomad" && check !== undefined && HEALTH.test(check.path) ? check.path : "-";
  return routes.map(({ host, path = "/", tls = true, middlewares = [] }) => {
    const order = String(9999 - path.length).padStart(4, "0");
    const scheme = tls ? "https" : "http";
    const names = middlewares.length === 0 ? "-" : middlewares.join(",");
    return `${prefix}.route=${order} ${scheme} ${host.toLowerCase()} ${path} ${names} ${health}`;
  });
}

const HEALTH = /^\/[A-Za-z0-9._~/?&=%-]*$/;

/**
 * The tags that the ingress follows, as a regular expression. Any job of the namespaces can set tags. So a tag has no character that
 * could begin something else in the Caddyfile, and a route with a middleware that does not exist is not served at all.
 */
function tagPattern(prefix: string, middlewares: readonly string[]): string {
  const name = middlewares.join("|");
  const names = middlewares.length === 0 ? "-" : `(-|(${name})(,(${name}))*)`;
  return `^${prefix}[.]route=[0-9]{4} https? [a-z0-9.-]{1,253} /[A-Za-z0-9._~/%-]* ${names} (-|/[A-Za-z0-9._~/?&=%-]*)$`;
}

/** The part of the template that collects the routes: each as the name of a service and its tag. */
export function collectRoutes(prefix: string, provider: "consul" | "nomad", middlewares: readonly string[]): string {
  const services = provider === "nomad" ? "nomadServices" : "services";
  const add = 'scratch.MapSet "routes" (printf "%s %s" . $service) (printf "%s %s" $service .)';
  const host = 'scratch.MapSet (printf "%s hosts" (index $r 2)) (index $r 3) (index $r 3)';
  return [
    `{{- range ${services} }}{{ $service := .Name }}{{ if $service | regexMatch "^[A-Za-z0-9-]+$" }}{{ range .Tags -}}`,
    `{{- if . | regexMatch "${tagPattern(prefix, middlewares)}" }}{{ ${add} }}{{ end -}}`,
    "{{- end }}{{ end }}{{ end -}}",
    `{{- range scratch.MapValues "routes" }}{{ $r := . | split " " }}{{ ${host} }}{{ end -}}`,
  ].join("\n");
}

/** The hosts of a scheme in the template, with a text between them. */
export function hosts(scheme: "http" | "https", before: string, between: string): string {
  return `{{ range $i, $host := scratch.MapValues "${scheme} hosts" }}{{ if $i }}${between}{{ end }}${before}{{ $host }}{{ end }}`;
}

/**
 * The part of the template with the routes of a scheme. Caddy asks an instance only while the instance has the tag of the route, and the
 * address in service discovery is one of a network.
 */
export function routeBlocks(scheme: "http" | "https", provider: "consul" | "nomad"): string {
  const service = provider === "nomad" ? "nomadService" : "service";
  const isAddress = '.Address | regexMatch "^[A-Za-z0-9.-]+$"';
  const add = 'scratch.Set "upstreams" (printf "%s %s:%d" (scratch.Get "upstreams") .Address .Port)';
  return `{{- range $i, $route := scratch.MapValues "routes" }}{{ $r := $route | split " " }}{{ if eq (index $r 2) "${scheme}" }}
{{- $tag := $route | regexReplaceAll "^[^ ]+ " "" }}
	@route{{ $i }} {
		host {{ index $r 3 }}
		path {{ index $r 4 }}*
	}
	handle @route{{ $i }} {
{{- if ne (index $r 5) "-" }}{{ range index $r 5 | split "," }}
		import {{ . }}{{ end }}{{ end }}
{{- scratch.Set "upstreams" "" }}{{ range ${service} (index $r 0) }}{{ if .Tags | contains $tag }}{{ if ${isAddress} }}{{ ${add} }}{{ end }}{{ end }}{{ end }}
{{- with scratch.Get "upstreams" }}
		reverse_proxy{{ . }} {
			lb_try_duration 5s
			fail_duration 10s
{{- if ne (index $r 6) "-" }}
			health_uri {{ index $r 6 }}
			health_interval 5s
			health_timeout 2s
{{- end }}
		}
{{- else }}
		respond "no instance is running" 503
{{- end }}
	}
{{- end }}{{ end }}`;
}
