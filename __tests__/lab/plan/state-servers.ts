import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A server of states for a test. */
export interface StateServer {
  /** Address of the server, on the loopback. */
  readonly address: string;
  /** States and, for S3, locks, by their paths. */
  readonly objects: Map<string, string>;
  /** How many requests for a lock were refused because another run held it. */
  conflicts(): number;
  close(): void;
}

/**
 * A server for Terraform's backend `http`: it accepts one user, and refuses a lock that is held, and an unlock with another id.
 *
 * @param locks the locks, by the path of the state
 */
export async function httpStateServer(
  user: string,
  password: string,
  locks = new Map<string, string>(),
): Promise<StateServer & { readonly locks: Map<string, string> }> {
  const objects = new Map<string, string>();
  const expected = `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
  let conflicts = 0;
  const idOf = (info: string | undefined) => (info ? (JSON.parse(info) as { ID?: string }).ID : undefined);
  const answer = (
    method: string,
    path: string,
    body: string,
    id: string | null,
  ): [status: number, text?: string | undefined] => {
    const held = locks.get(path);
    switch (method) {
      case "GET":
        return objects.has(path) ? [200, objects.get(path)] : [404];
      case "POST":
        if (idOf(held) !== (id ?? undefined)) {
          return [409];
        }
        objects.set(path, body);
        return [200];
      case "LOCK":
        if (held !== undefined) {
          conflicts++;
          return [423, held];
        }
        locks.set(path, body);
        return [200];
      case "UNLOCK":
        if (held === undefined || idOf(held) !== idOf(body)) {
          return [409, held];
        }
        locks.delete(path);
        return [200];
      default:
        return [405];
    }
  };
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "", "http://state");
    const body = await textOf(request);
    const [status, text = ""] =
      request.headers.authorization === expected
        ? answer(request.method ?? "", url.pathname, body, url.searchParams.get("ID"))
        : ([401] as const);
    response.writeHead(status).end(text);
  });
  return { ...(await listening(server)), objects, locks, conflicts: () => conflicts };
}

/** A server with the part of the API of S3 that Terraform's backend `s3` uses with `use_lockfile`. It checks no signatures. */
export async function s3StateServer(): Promise<StateServer> {
  const objects = new Map<string, string>();
  let conflicts = 0;
  const error = (code: string) => `<Error><Code>${code}</Code></Error>`;
  const server = createServer(async (request, response) => {
    const { method, headers } = request;
    const { pathname, searchParams } = new URL(request.url ?? "", "http://s3");
    const body = await textOf(request);
    const object = objects.get(pathname);
    // Without the length, Terraform reads the object again and again, as if it had more parts.
    const send = (status: number, text = "") =>
      response
        .writeHead(status, { "content-type": "application/xml", "content-length": Buffer.byteLength(text) })
        .end(method === "HEAD" ? "" : text);
    if (searchParams.has("list-type")) {
      send(200, "<ListBucketResult><KeyCount>0</KeyCount><IsTruncated>false</IsTruncated></ListBucketResult>");
    } else if (method === "PUT" && headers["if-none-match"] === "*" && object !== undefined) {
      conflicts++;
      send(412, error("PreconditionFailed"));
    } else if (method === "PUT") {
      objects.set(pathname, body);
      send(200);
    } else if (method === "DELETE") {
      objects.delete(pathname);
      send(204);
    } else if (object === undefined) {
      send(404, error("NoSuchKey"));
    } else {
      send(200, object);
    }
  });
  return { ...(await listening(server)), objects, conflicts: () => conflicts };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString("utf8");
}

async function listening(server: Server): Promise<{ readonly address: string; close(): void }> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
