import type { JobSpec } from "../../constructs/spec";
import type { Zone } from "./picture";

/**
 * Returns the domains that a job resolves with CoreDNS from the services of Nomad. Its Corefile contains them in the rules
 * that rewrite names to names of the catalog.
 *
 * @param job `<namespace>/<id>`
 * @param spec its specification
 */
export function zonesOf(job: string, spec: JobSpec): Zone[] {
  const corefiles = (spec.groups ?? [])
    .flatMap(({ tasks = [] }) => tasks.flatMap(({ templates = [] }) => templates))
    .flatMap(({ data }) => (data?.includes(".service.nomad") ? [data] : []));
  return corefiles.flatMap((data) =>
    // `^([^.]+)[.](default|lab)[.]lab[.]example[.]com[.]$ {1}.{2}.service.nomad`: the form with a namespace
    [...data.matchAll(/name regex \^\(\[\^\.\]\+\)\[\.\]\(([^)]+)\)\[\.\](\S+)\[\.\]\$/g)].map(
      ([, namespaces = "", domain = ""]) => ({
        job,
        domain: domain.replaceAll("[.]", "."),
        namespaces: namespaces.split("|"),
      }),
    ),
  );
}

/** Returns the names of a service in the zones; the short name of the default namespace is first. */
export function dnsNames(zones: readonly Zone[], namespace: string, service: string): string[] {
  return zones.flatMap(({ domain, namespaces }) =>
    namespaces.includes(namespace)
      ? [...(namespace === "default" ? [`${service}.${domain}`] : [`${service}.${namespace}.${domain}`])]
      : [],
  );
}
