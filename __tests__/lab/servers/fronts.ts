import http from "node:http";
import https from "node:https";
import net, { type AddressInfo } from "node:net";

/** What stands between a command and a server. */
export interface Front {
  /** Host and port, or the path of the socket. */
  readonly at: string;
  close(): void;
}

/** Returns the address of the other side of a front as Node's `net` and `http` have it. */
function behind(address: string): { readonly host: string; readonly port: number } {
  const { hostname, port } = new URL(address);
  return { host: hostname, port: Number(port) };
}

/**
 * Starts a reverse proxy that asks for a name and a password before it lets a request through, after the proxy of case 22. Beside
 * `Authorization` it leaves all headers alone.
 *
 * @param address the server behind it
 * @param credentials name and password, with a colon between them
 * @param tls certificate and key, for HTTPS
 */
export function passwordProxy(
  address: string,
  credentials: string | undefined,
  tls?: { readonly cert: string; readonly key: string },
): Promise<Front> {
  const wanted = credentials && `Basic ${Buffer.from(credentials).toString("base64")}`;
  const listener: http.RequestListener = (request, response) => {
    const { authorization, ...headers } = request.headers;
    if (wanted !== undefined && authorization !== wanted) {
      response.writeHead(401, { "WWW-Authenticate": 'Basic realm="nomad"' }).end("who are you?\n");
      return;
    }
    const { url: path, method } = request;
    const to = http.request({ ...behind(address), path, method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    to.on("error", (error) => response.writeHead(502).end(String(error)));
    request.pipe(to);
  };
  return listening(tls ? https.createServer(tls, listener) : http.createServer(listener));
}

/** Starts a server at a unix socket that forwards connections, after the one of case 23. */
export function socketForward(path: string, address: string): Promise<Front> {
  const server = net.createServer((here) => {
    const there = net.connect(behind(address));
    here.pipe(there).pipe(here);
    for (const socket of [here, there]) {
      socket.on("error", () => {
        here.destroy();
        there.destroy();
      });
    }
  });
  return new Promise((resolve) => server.listen(path, () => resolve({ at: path, close: () => server.close() })));
}

function listening(server: http.Server): Promise<Front> {
  return new Promise((resolve) =>
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      const close = () => {
        server.close();
        server.closeAllConnections();
      };
      resolve({ at: `127.0.0.1:${port}`, close });
    }),
  );
}
