import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

/** A way to Nomad that counts the requests. */
export interface CountingProxy {
  readonly address: string;
  /** The requests since the last time, by method and path without ids. */
  take(): ReadonlyMap<string, number>;
  close(): void;
}

/** Listens on loopback and hands every request on, so that API calls are counted by nobody's own account. */
export async function countingProxy(target: string): Promise<CountingProxy> {
  let counts = new Map<string, number>();
  const server = createServer((incoming, answer) => {
    const { pathname } = new URL(incoming.url ?? "/", target);
    const kind = `${incoming.method} ${pathname.replace(/bench-\d+/, "ID")}`;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    const onward = request(
      new URL(incoming.url ?? "/", target),
      { method: incoming.method, headers: incoming.headers },
      (response) => {
        answer.writeHead(response.statusCode ?? 502, response.headers);
        response.pipe(answer);
      },
    );
    onward.on("error", () => answer.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    take: () => {
      const taken = counts;
      counts = new Map();
      return taken;
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
