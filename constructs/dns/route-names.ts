import { serverName } from "./names";

/** Where the names of routes are: Nomad Variables below this path, in the namespace of the DNS server, each with addresses by name. */
export const ROUTE_NAMES = "app/dns/routes";

const NAMES = "route names";
const RECORDS = "route records";

/**
 * The part of a template that collects the names of routes below a domain. What a variable has beside them is left out, so that it
 * cannot change the configuration.
 *
 * @param domain the domain with its final dot
 * @param ttl seconds for which those who ask may keep an answer
 */
export function collectRouteNames(domain: string, ttl: number): string {
  const isName = `.K | regexMatch "^([a-z0-9-]+[.])*${domain.slice(0, -1).replaceAll(".", "[.]")}$"`;
  const isOwn = `eq .K "${serverName(domain).slice(0, -1)}"`;
  const isAddress = '.V | regexMatch "^[0-9]{1,3}([.][0-9]{1,3}){3}$"';
  const name = `scratch.MapSet "${NAMES}" .K (printf "'%s.'" .K)`;
  const record = `scratch.MapSet "${RECORDS}" .K (printf "%s. ${ttl} IN A %s" .K .V)`;
  return [
    `{{- range nomadVarList "${ROUTE_NAMES}/" }}{{ with nomadVar .Path }}{{ range .Tuples -}}`,
    `{{- if and (${isName}) (not (${isOwn})) (${isAddress}) }}{{ ${name} }}{{ ${record} }}{{ end -}}`,
    "{{- end }}{{ end }}{{ end -}}\n",
  ].join("\n");
}

/** The names, in an expression of CoreDNS. */
export const routeNames = `[{{ range $i, $name := scratch.MapValues "${NAMES}" }}{{ if $i }}, {{ end }}{{ $name }}{{ end }}]`;

/** The records of a zone file. */
export const routeRecords = `{{ range scratch.MapValues "${RECORDS}" }}{{ . }}\n{{ end }}`;
