import type { Access, Answer } from "./http";

/** The two that are asked. */
export type Product = "nomad" | "consul";

/** What each calls its variables for certificates. */
const VARIABLES = {
  nomad: { ca: "NOMAD_CACERT", cert: "NOMAD_CLIENT_CERT", key: "NOMAD_CLIENT_KEY", name: "NOMAD_TLS_SERVER_NAME" },
  consul: { ca: "CONSUL_CACERT", cert: "CONSUL_CLIENT_CERT", key: "CONSUL_CLIENT_KEY", name: "CONSUL_TLS_SERVER_NAME" },
} as const;

/** OpenSSL's words for a certificate whose authority it does not know. */
const UNKNOWN_AUTHORITY =
  /^(UNABLE_TO_VERIFY_LEAF_SIGNATURE|SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_GET_ISSUER_CERT(_LOCALLY)?|CERT_SIGNATURE_FAILURE|CERT_UNTRUSTED|INVALID_CA)$/;

/** Words of the server's, by which it refuses a certificate that it was shown. */
const REFUSED = /ALERT_(BAD_CERTIFICATE|UNKNOWN_CA|CERTIFICATE_(EXPIRED|REVOKED|UNKNOWN)|DECRYPT_ERROR)$/;

/**
 * Why a server could not be talked to, and how to mend it: each way in which a connection fails has a sentence of its own,
 * because "start it" helps nobody whose certificate has ended.
 *
 * @param answer the answer that there was not, or that of a server that wants TLS
 */
export function unreachable(
  product: Product,
  { address, tls = {} }: Access,
  { status, text, code = "" }: Answer,
): string {
  const where = `${product} at ${address}`;
  const { ca, cert, key, name } = VARIABLES[product];
  const pair = `${cert} and ${key}, or tls.certFile and tls.keyFile of the settings`;
  if (status === 400) {
    return `${where} speaks TLS; write https:// in its address`;
  }
  if (code === "ERR_INVALID_URL" || /unknown scheme/.test(text)) {
    return `${product}: "${address}" is no address; write it with http:// or https:// in front`;
  }
  if (/cannot be read \(\w+\); correct the variable/.test(text)) {
    return `${product}: ${text}`;
  }
  if (/wrong version number|packet length too long/.test(text)) {
    return `${where} speaks plain http; write http:// in its address, or turn TLS on there`;
  }
  if (UNKNOWN_AUTHORITY.test(code)) {
    return tls.caFile
      ? `${where} has a certificate that the authority in ${tls.caFile} did not sign (${code}); set ${ca}, or tls.caFile of the settings, to the authority of this cluster`
      : `${where} has a certificate of an authority that this machine does not trust (${code}); set ${ca}, or tls.caFile of the settings, to the file with that authority's certificate`;
  }
  if (code === "CERT_HAS_EXPIRED") {
    return `${where} has a certificate that has ended; renew it there; if it has not, this machine's clock is wrong`;
  }
  if (code === "CERT_NOT_YET_VALID") {
    return `${where} has a certificate that is not valid yet; set the clock of this machine, or of the one that made it, right`;
  }
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID") {
    const which = text.replace(/^Hostname\/IP does not match certificate's altnames: /, "").replace(/\.?$/, "");
    return `${where} has a certificate for other names (${which}); write one of its names in the address, or set ${name} to one`;
  }
  if (/CERTIFICATE_REQUIRED$/.test(code) || (REFUSED.test(code) && !tls.certFile)) {
    return `${where} asks for a certificate and was shown none; set ${pair}`;
  }
  if (REFUSED.test(code)) {
    return `${where} does not take our certificate ${tls.certFile} (${code}); set ${pair}, to a pair that its authority signed and that has not ended`;
  }
  if (code === "ERR_OSSL_X509_KEY_VALUES_MISMATCH") {
    return `${product}: the key ${tls.keyFile} is not that of the certificate ${tls.certFile}; set ${pair}, to a pair`;
  }
  if (/^(ENOTFOUND|EAI_AGAIN)$/.test(code)) {
    return `${where} does not answer: no name server knows ${new URL(address).hostname} (${code}); correct its address, or this machine's name server`;
  }
  if (/^(TimeoutError|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT|EHOSTUNREACH|ENETUNREACH)$/.test(code)) {
    return `${where} does not answer: nothing comes back (${code}); correct its address, or let this machine through to it: a firewall or a missing route looks like this`;
  }
  return `${where} does not answer: ${text}; correct its address, or start it`;
}

/** Whether it was no answer of the API: there was none, or it is that of a server that wants TLS. */
export function isUnreachable({ status, text }: Answer): boolean {
  return status === 0 || (status === 400 && /HTTP request to an HTTPS server/.test(text));
}
