import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** What a server answers to one path. */
export interface FakeAnswer {
  readonly body: unknown;
  /** @default 200 */
  readonly status?: number;
  /** The index in the header. @default - the answer has none */
  readonly index?: number;
}

/** A server of Nomad or Consul with answers by path and query, which records the requests. */
export class FakeServer {
  readonly requests: string[] = [];
  /** Whether writes are answered with 403. */
  refusesWrites = false;
  private readonly server: Server;

  /**
   * @param header the header with the index
   * @param answers the answers; a test changes them
   */
  constructor(
    header: "X-Nomad-Index" | "X-Consul-Index",
    readonly answers: Record<string, FakeAnswer>,
  ) {
    this.server = createServer((request, response) => {
      const { url = "", method = "" } = request;
      this.requests.push(`${method} ${url}`);
      let text = "";
      request.on("data", (chunk) => {
        text += chunk;
      });
      request.on("end", () => {
        if (method === "PUT" && this.refusesWrites) {
          response.statusCode = 403;
          response.end("Permission denied");
          return;
        }
        if (method === "PUT") {
          const value = { Value: Buffer.from(text).toString("base64") };
          this.answers[url] = { body: [value], index: 900 };
          this.answers[`${url}?raw`] = { body: JSON.parse(text), index: 900 };
          response.end("true");
          return;
        }
        const { status = 200, body, index } = this.answers[url] ?? { status: 404, body: "not found" };
        response.statusCode = status;
        if (index !== undefined) {
          response.setHeader(header, index);
        }
        response.end(typeof body === "string" ? body : JSON.stringify(body));
      });
    });
  }

  start(): Promise<void> {
    return new Promise((resolve) => this.server.listen(0, "127.0.0.1", resolve));
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}
