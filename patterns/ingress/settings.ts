import { namespaceNameOf } from "../job-pattern";
import { addressOf, pathOf } from "../secrets";
import type { AcmeProps } from "./acme";
import type { Middleware } from "./middleware";
import type { IngressProps } from "./props";
import { type IngressTls, type StoredCertificate, storedCertificates } from "./tls";

/** The path at which an ingress answers requests to the address of its node. */
export const PING = "/ping";

/** The address of the node in a template of Nomad. */
export const NODE = '{{ env "NOMAD_IP_http" }}';

/** What both programs need to know, with defaults. */
export interface Settings {
  readonly name: string;
  readonly namespaceName: string;
  readonly provider: "consul" | "nomad";
  readonly namespaces: readonly string[];
  readonly tls: IngressTls | undefined;
  readonly certificates: readonly StoredCertificate[];
  readonly acme: AcmeProps | undefined;
  readonly middlewares: Readonly<Record<string, Middleware>>;
  readonly accessLog: boolean;
  readonly count: number;
  readonly httpPort: number;
  readonly httpsPort: number;
  /** The virtual address without its prefix. */
  readonly virtualAddress: string | undefined;
}

/** Returns the settings of an ingress. */
export function settingsOf(props: IngressProps): Settings {
  const { name, provider = "nomad", tls, middlewares = {}, accessLog = true, httpPort = 80, httpsPort = 443 } = props;
  const namespaceName = namespaceNameOf(props);
  const { namespaces = [namespaceName] } = props;
  const virtualAddress = virtualIpOf(props)?.address.split("/")[0];
  const certificates = storedCertificates(tls);
  const all = { name, namespaceName, provider, namespaces, tls, certificates, middlewares, accessLog };
  const count = props.count ?? (props.virtualIp === undefined ? 1 : (virtualIpOf(props)?.instances ?? 3));
  return { ...all, acme: tls?.acme, count, httpPort, httpsPort, virtualAddress };
}

/** The virtual address of an ingress: its own, or that of the DNS servers. */
export function virtualIpOf({ virtualIp }: Pick<IngressProps, "virtualIp">) {
  return virtualIp === undefined || "address" in virtualIp ? virtualIp : virtualIp.sharedWith.virtualIp;
}

/** A Nomad Variable as a template of the ingress names it. */
export function variableAddress(
  variable: StoredCertificate["variable"],
  { name, namespaceName }: Pick<Settings, "name" | "namespaceName">,
): string {
  return addressOf({ path: pathOf(variable, name), variable }, namespaceName);
}

/** The part of a template that prints an item of a certificate's variable. */
export function itemTemplate(stored: StoredCertificate, part: "certificate" | "key", settings: Settings): string {
  const item = stored[part] ?? part;
  return `{{ with nomadVar "${variableAddress(stored.variable, settings)}" }}{{ .${item}.Value }}{{ end }}`;
}
