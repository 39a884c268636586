import { isIP } from "node:net";
import { connect } from "node:tls";
import type { Access } from "./access";
import { readTlsFiles } from "./tls-files";

/** Milliseconds to wait for the server's alert. */
const TIMEOUT = 5_000;

/**
 * Code of the TLS alert with which a server closes a connection, such as `ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED`;
 * undefined if it sends none. A server that uses TLS 1.3 rejects a client after the handshake, and undici reports the end
 * of that connection but not the alert.
 */
export function tlsAlert({ address, tls = {} }: Access): Promise<string | undefined> {
  const { protocol, hostname: host, port } = new URL(address);
  if (protocol !== "https:") {
    return Promise.resolve(undefined);
  }
  return new Promise((resolve) => {
    // TLS does not allow an IP address as a server name.
    const servername = isIP(host) === 0 ? { servername: host } : {};
    const socket = connect({ host, port: Number(port || 443), ...servername, ...readTlsFiles(tls) });
    const finish = (code?: string) => {
      socket.destroy();
      resolve(code);
    };
    socket.setTimeout(TIMEOUT, finish);
    socket.on("error", ({ code }: NodeJS.ErrnoException) => finish(code));
    socket.on("close", () => finish());
    socket.resume();
  });
}
