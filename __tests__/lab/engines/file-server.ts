import { createReadStream, existsSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import path from "node:path";
import type { Certificates } from "../examples/certificates";

/** A web server with TLS on loopback that serves the files of a folder, and nothing else. */
export class FileServer {
  /** Paths of all requests. */
  readonly requests: string[] = [];
  /** Address of the folder, with a slash at the end. */
  readonly url: string;

  private constructor(
    private readonly server: Server,
    folder: string,
  ) {
    this.url = `https://localhost:${(server.address() as AddressInfo).port}/`;
    server.on("request", (request, response) => {
      const { pathname } = new URL(request.url ?? "", this.url);
      this.requests.push(pathname);
      const file = path.join(folder, pathname);
      if (!existsSync(file)) {
        response.writeHead(404).end();
        return;
      }
      const type = file.endsWith(".json") ? "application/json" : "application/zip";
      response.writeHead(200, { "Content-Type": type });
      createReadStream(file).pipe(response);
    });
  }

  static start(folder: string, { certificate: cert, key }: Certificates): Promise<FileServer> {
    const server = createServer({ cert: readFileSync(cert), key: readFileSync(key) });
    return new Promise((resolve, reject) => {
      server.on("error", reject).listen(0, "127.0.0.1", () => resolve(new FileServer(server, folder)));
    });
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
