import type { VolumeMount } from "../../constructs/spec";
import type { GroupVolume } from "../../constructs/volume";
import { type MountedVolume, volumeParts, type WritableVolume } from "../volumes";

/**
 * How an ingress obtains certificates from an ACME server, such as Let's Encrypt: one for each host of a route with TLS.
 *
 * @see https://caddyserver.com/docs/automatic-https
 * @see https://doc.traefik.io/traefik/reference/install-configuration/tls/certificate-resolvers/acme/
 */
export interface AcmeProps {
  /** The email address of the account at the ACME server. */
  readonly email: string;
  /** The volume with the account, the certificates, and their keys. Several instances need one that all of them can write. */
  readonly volume: WritableVolume;
  /**
   * The URL of the ACME server's directory.
   * @default - Let's Encrypt
   */
  readonly caServer?: string;
  /**
   * The certificate of the authority that the ACME server's own certificate is from, as PEM.
   * @default - the authorities of the image
   */
  readonly caCertificate?: string;
  /**
   * How the ACME server checks a host: it asks for it over plain HTTP at port 80, or over TLS at port 443.
   * @default "http-01"
   */
  readonly challenge?: "http-01" | "tls-alpn-01";
  /**
   * How many hours a certificate of the ACME server is valid. It is renewed in about the last third of that time.
   * @default 2160
   */
  readonly certificatesDuration?: number;
}

/** Where the program sees the volume. */
export const ACME_FOLDER = "/data";

/** The file with the authority of the ACME server, inside of the task. */
export const ACME_AUTHORITY = "local/acme-authority.pem";

/** The volume as a task group requests it and as a task mounts it. */
export function acmeVolume(acme: AcmeProps | undefined): {
  readonly volumes?: readonly GroupVolume[];
  readonly volumeMounts?: readonly VolumeMount[];
} {
  return acme === undefined ? {} : volumeParts([mountedVolume(acme)]);
}

/** The volume with its place in the task. */
export function mountedVolume({ volume }: AcmeProps): MountedVolume {
  return { ...volume, destination: ACME_FOLDER };
}
