import type { Access, Product } from "./access";
import type { Answer } from "./request";

/** Variables for certificates of each program. */
const VARIABLES = {
  nomad: { ca: "NOMAD_CACERT", cert: "NOMAD_CLIENT_CERT", key: "NOMAD_CLIENT_KEY", name: "NOMAD_TLS_SERVER_NAME" },
  consul: { ca: "CONSUL_CACERT", cert: "CONSUL_CLIENT_CERT", key: "CONSUL_CLIENT_KEY", name: "CONSUL_TLS_SERVER_NAME" },
} as const;

/** OpenSSL codes for a certificate of an unknown authority. */
const UNKNOWN_AUTHORITY =
  /^(UNABLE_TO_VERIFY_LEAF_SIGNATURE|SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_GET_ISSUER_CERT(_LOCALLY)?|CERT_SIGNATURE_FAILURE|CERT_UNTRUSTED|INVALID_CA)$/;

/** TLS alerts with which a server rejects a client certificate. */
const REJECTED = /ALERT_(BAD_CERTIFICATE|UNKNOWN_CA|CERTIFICATE_(EXPIRED|REVOKED|UNKNOWN)|DECRYPT_ERROR)$/;

/**
 * Explains why a connection failed and how to fix it. Each kind of failure has its own advice, because "start the server"
 * does not help a user whose certificate has expired.
 *
 * @param answer an answer for which {@link isUnreachable} is true
 */
export function explainUnreachable(
  product: Product,
  { address, tls = {} }: Access,
  { status, text, code = "" }: Answer,
): string {
  const where = `${product} at ${address}`;
  const { ca, cert, key, name } = VARIABLES[product];
  const pair = `${cert} and ${key}, or tls.certFile and tls.keyFile of the settings`;
  if (status === 400) {
    return `${where} requires TLS; write https:// in its address`;
  }
  if (code === "ERR_INVALID_URL" || code === "UND_ERR_INVALID_ARG") {
    return `${product}: "${address}" is not an address; write it as http://HOST:PORT, https://HOST:PORT or unix:///SOCKET`;
  }
  if (/cannot be read \(\w+\); correct the variable/.test(text)) {
    return `${product}: ${text}`;
  }
  if (/wrong version number|packet length too long/.test(text)) {
    return `${where} does not use TLS; write http:// in its address, or enable TLS on the server`;
  }
  if (UNKNOWN_AUTHORITY.test(code)) {
    return tls.caFile
      ? `${where} has a certificate that the authority in ${tls.caFile} did not sign (${code}); set ${ca}, or tls.caFile of the settings, to the authority of this cluster`
      : `${where} has a certificate of an authority that this machine does not trust (${code}); set ${ca}, or tls.caFile of the settings, to the file with that authority's certificate`;
  }
  if (code === "CERT_HAS_EXPIRED") {
    return `${where} has a certificate that has expired; renew it on the server, or correct this machine's clock`;
  }
  if (code === "CERT_NOT_YET_VALID") {
    return `${where} has a certificate that is not valid yet; correct the clock of this machine, or of the machine that created the certificate`;
  }
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID") {
    const which = text.replace(/^Hostname\/IP does not match certificate's altnames: /, "").replace(/\.?$/, "");
    return `${where} has a certificate for other names (${which}); use one of its names in the address, or set ${name} to one`;
  }
  if (/CERTIFICATE_REQUIRED$/.test(code) || (REJECTED.test(code) && !tls.certFile)) {
    return `${where} requires a client certificate, and none was sent; set ${pair}`;
  }
  if (REJECTED.test(code)) {
    return `${where} rejects the client certificate ${tls.certFile} (${code}); set ${pair}, to a pair that the server's authority signed and that has not expired`;
  }
  if (code === "ERR_OSSL_X509_KEY_VALUES_MISMATCH") {
    return `${product}: the key ${tls.keyFile} does not belong to the certificate ${tls.certFile}; set ${pair}, to a pair`;
  }
  if (/^(ENOTFOUND|EAI_AGAIN)$/.test(code)) {
    return `${where} does not answer: the host name ${new URL(address).hostname} cannot be resolved (${code}); correct the address, or the name server of this machine`;
  }
  if (/^(TimeoutError|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT|EHOSTUNREACH|ENETUNREACH)$/.test(code)) {
    return `${where} does not answer: no packet comes back (${code}); correct the address, or check firewalls and routes between this machine and the server`;
  }
  return `${where} does not answer: ${text}; correct the address, or start the server`;
}

/** Whether the API did not answer: there is no answer, or it is that of a server that requires TLS. */
export function isUnreachable({ status, text }: Answer): boolean {
  return status === 0 || (status === 400 && /HTTP request to an HTTPS server/.test(text));
}
