import type { Variable } from "../../constructs/variable";
import type { AcmeProps } from "./acme";

/**
 * A certificate and its private key, both as PEM, in items of a Nomad Variable.
 *
 * @see docs/how-to/ingress.md
 */
export interface StoredCertificate {
  /**
   * The Nomad Variable: a `Variable` of this program, or the path of one that exists in the namespace of the ingress.
   * @default - the job's own variable `nomad/jobs/<job>`
   */
  readonly variable?: Variable | string;
  /**
   * The item with the certificate, followed by the certificates of intermediate authorities.
   * @default "certificate"
   */
  readonly certificate?: string;
  /**
   * The item with the private key.
   * @default "key"
   */
  readonly key?: string;
}

/**
 * Where the certificates of an ingress come from.
 *
 * @see docs/how-to/ingress.md
 */
export type IngressTls =
  | {
      /** Certificates that exist. Caddy and Traefik choose one by the names in it. */
      readonly certificates: readonly StoredCertificate[];
      readonly ca?: never;
      readonly acme?: never;
    }
  | {
      /** A certificate authority of your own, from which Caddy issues a certificate for each host. */
      readonly ca: StoredCertificate;
      readonly certificates?: never;
      readonly acme?: never;
    }
  | {
      /** An ACME server, from which the ingress obtains a certificate for each host. */
      readonly acme: AcmeProps;
      readonly certificates?: never;
      readonly ca?: never;
    };

/** The certificates that an ingress reads: those for hosts, and at most one authority. */
export function storedCertificates(tls: IngressTls | undefined): readonly StoredCertificate[] {
  return tls?.ca === undefined ? (tls?.certificates ?? []) : [tls.ca];
}
