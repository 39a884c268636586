import { type IssueOf, issueKind, quoted } from "../../constructs/issue";

/** A route that the ingress, which its service names, does not serve. */
export const routeNotServed = issueKind({
  code: "route-not-served",
  level: "error",
  messages: {
    namespace: ({
      ingress,
      namespace,
      namespaces,
    }: {
      ingress: string;
      namespace: string;
      namespaces: readonly string[];
    }) =>
      `the ingress [${ingress}] does not read the namespace "${namespace}" (reads: ${quoted(namespaces)}); add it to the namespaces of the ingress, or move one of the two jobs`,
    provider: ({ ingress, got, read }: { ingress: string; got: string; read: string }) =>
      `the service is in the service discovery of "${got}", and the ingress [${ingress}] reads "${read}"; set the same provider for both`,
    middleware: ({ ingress, name, declared }: { ingress: string; name: string; declared: readonly string[] }) =>
      `the ingress [${ingress}] has no middleware "${name}" (declared: ${declared.length === 0 ? "none" : quoted(declared)}); add it to the middlewares of the ingress`,
    noTls: ({ ingress, host }: { ingress: string; host: string }) =>
      `"${host}" is served over TLS, and the ingress [${ingress}] has no certificates; set tls of the ingress, or tls: false for the route`,
    noPlain: ({ ingress, host }: { ingress: string; host: string }) =>
      `"${host}" also has routes with TLS, so the ingress [${ingress}] redirects its plain requests; remove tls: false`,
  },
});

/** A route that two services have. */
export const routeTwice = issueKind({
  code: "route-twice",
  level: "error",
  messages: {
    other: ({ host, value, other }: { host: string; value: string; other: string }) =>
      `the host "${host}" with the path "${value}" is also ${other}; change one of them`,
  },
});

/** TLS without a certificate. */
export const tlsWithoutCertificate = issueKind({
  code: "tls-without-certificate",
  level: "error",
  messages: {
    none: () => "there is no certificate, so no request over TLS has an answer; add one, or remove tls",
  },
});

/** Props of an ingress that its program cannot follow. */
export const ingressProps = issueKind({
  code: "ingress-props",
  level: "error",
  messages: {
    engine: ({ engine, what, fix }: { engine: string; what: string; fix: string }) =>
      `${engine} has no ${what}; ${fix}`,
    namespace: ({ namespace, own }: { namespace: string; own: string }) =>
      `Caddy reads services in Nomad of its own namespace "${own}" only, got "${namespace}"; use the engine traefik, or provider: "consul" for the services and the ingress`,
    name: ({ name, what }: { name: string; what: string }) =>
      `"${name}" is not ${what}; use letters, digits, "-", and "_"`,
    item: ({ item }: { item: string }) =>
      `"${item}" cannot be read by a template; name items of the Nomad Variable with letters, digits, and "_"`,
    text: ({ value }: { value: string }) =>
      `"${value}" cannot be written to the configuration; use one line without "{{", "<", or ">"`,
    address: ({ value }: { value: string }) =>
      `"${value}" is not an address or a network; write it as "10.0.0.0/8" or "fd00::/8"`,
    email: ({ value }: { value: string }) =>
      `"${value}" is not an email address; write the one to which the ACME server may write, such as "admin@example.com"`,
    directory: ({ value }: { value: string }) =>
      `"${value}" is not the URL of a directory; write it as "https://acme.example.com/directory"`,
    pem: () =>
      "the text is not a certificate as PEM; it begins with -----BEGIN CERTIFICATE----- and has no private key",
    acmeInstances: ({ engine, count }: { engine: string; count: number }) =>
      engine === "caddy"
        ? `${count} instances need one volume that all of them can write; use a CSI volume with the access mode multi-node-multi-writer, or one instance`
        : `Traefik keeps the certificates of ACME for one instance, got ${count}; set count or virtualIp.instances to 1, or use the engine caddy`,
    empty: () => "the list is empty, so every request is refused; add a network",
    virtualIp: ({ value }: { value: string }) =>
      `"${value}" is not an IPv4 address with its prefix; write it as "10.0.10.3/24"`,
    dnsAddress: () =>
      "the ingress has no virtual address with which the DNS server could answer; set virtualIp, or remove dns",
    shared: () => "the DNS server has no virtual address to share; set its virtualIp, or give the ingress an address",
    whole: ({ value, most }: { value: number; most: number }) => `${value} is not a whole number from 1 to ${most}`,
  },
});

/** All kinds of problems of an ingress. */
export const INGRESS_ISSUES = [ingressProps, routeNotServed, routeTwice, tlsWithoutCertificate] as const;

/** A problem of an ingress, found at synthesis. */
export type IngressIssue = IssueOf<(typeof INGRESS_ISSUES)[number]>;
