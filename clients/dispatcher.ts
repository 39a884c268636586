import type { Dispatcher } from "undici";
import type { Access } from "./access";
import { socketPath } from "./parse-address";
import { readTlsFiles } from "./tls-files";

/** Hosts that Go programs never reach through a proxy. */
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** Dispatchers of this process by their settings, so that requests share connections. */
const dispatchers = new Map<string, Dispatcher>();

/**
 * The dispatcher that connects as an access requires: through its unix socket, with its certificates, or through the
 * proxy of HTTP_PROXY, HTTPS_PROXY and NO_PROXY.
 *
 * @throws CodedError if a certificate file cannot be read
 */
export async function dispatcherFor({ address, tls = {} }: Pick<Access, "address" | "tls">): Promise<Dispatcher> {
  const socket = socketPath(address);
  const isLocal = socket !== undefined || LOOPBACK.test(new URL(address).hostname);
  const key = JSON.stringify([socket, isLocal, tls]);
  const known = dispatchers.get(key);
  if (known) {
    return known;
  }
  // undici takes tens of milliseconds to load, and most commands send no request.
  const { Agent, EnvHttpProxyAgent } = await import("undici");
  const connect = { ...readTlsFiles(tls), ...(socket !== undefined && { socketPath: socket }) };
  const dispatcher = isLocal ? new Agent({ connect }) : new EnvHttpProxyAgent({ connect, requestTls: connect });
  dispatchers.set(key, dispatcher);
  return dispatcher;
}

/** Starts to load what requests need, for a command that will send some and waits for something else meanwhile. */
export function prepareRequests(): void {
  import("undici").catch(() => {}); // the first request fails with the same error
}
