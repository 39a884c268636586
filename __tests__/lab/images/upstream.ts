import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";

/** A registry on this machine's loopback, with the images of an OCI layout under names of its own. It plays the internet. */
export class Upstream {
  /** Paths that were asked for. */
  readonly requests: string[] = [];
  /** Repository that needs a login, and the login as `user:password`. */
  private: { readonly repository: string; readonly login: string } | undefined;
  private readonly digests = new Map<string, string>();
  private layout = "";

  private constructor(private readonly server: http.Server) {}

  static async start(): Promise<Upstream> {
    const server = http.createServer((request, response) => upstream.answer(request, response));
    const upstream = new Upstream(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return upstream;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Offers the only image of a layout as `repository:tag`, and returns its digest. */
  offer(layout: string, repository: string, tag: string): string {
    this.layout = layout;
    const index = JSON.parse(readFileSync(path.join(layout, "index.json"), "utf8")) as {
      manifests: { digest: string }[];
    };
    const [image] = index.manifests;
    if (!image) {
      throw new Error(`${layout} has no image`);
    }
    this.digests.set(`${repository}/manifests/${tag}`, image.digest);
    return image.digest;
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private answer({ url = "", method, headers }: http.IncomingMessage, response: http.ServerResponse): void {
    this.requests.push(url);
    const asked = url.replace(/^\/v2\//, "");
    const digest = this.digests.get(asked) ?? /(sha256:[0-9a-f]{64})$/.exec(asked)?.[1];
    const file = path.join(this.layout, "blobs", (digest ?? "none").replace(":", "/"));
    const needed = this.private && `Basic ${Buffer.from(this.private.login).toString("base64")}`;
    if (
      this.private &&
      (asked === "" || asked.startsWith(this.private.repository)) &&
      headers.authorization !== needed
    ) {
      response.writeHead(401, { "WWW-Authenticate": 'Basic realm="private"' }).end();
    } else if (asked === "") {
      response.end();
    } else if (digest === undefined || !existsSync(file)) {
      response.writeHead(404, { "Content-Type": "application/json" });
      response.end('{"errors":[{"code":"MANIFEST_UNKNOWN","message":"unknown"}]}');
    } else {
      const type = asked.includes("/manifests/") ? manifestType(file) : "application/octet-stream";
      response.writeHead(200, {
        "Content-Type": type,
        "Content-Length": statSync(file).size,
        "Docker-Content-Digest": digest,
      });
      if (method === "HEAD") {
        response.end();
      } else {
        createReadStream(file).pipe(response);
      }
    }
  }
}

function manifestType(file: string): string {
  return (JSON.parse(readFileSync(file, "utf8")) as { mediaType: string }).mediaType;
}
