import type { JobSpec } from "../../constructs/spec";
import type { Zone } from "./picture";

/**
 * The domains that a job answers by CoreDNS from the services of Nomad: they stand in its Corefile, as the two forms of
 * names that are rewritten to names of the catalogue.
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

/** The names under which a zone tells a service, the short one of the default namespace first. */
export function dnsNames(zones: readonly Zone[], namespace: string, service: string): string[] {
  return zones.flatMap(({ domain, namespaces }) =>
    namespaces.includes(namespace)
      ? [...(namespace === "default" ? [`${service}.${domain}`] : [`${service}.${namespace}.${domain}`])]
      : [],
  );
}
