import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Access, ApiError, ConsulClient, NomadClient } from "../../../clients";

/** A server that records its requests. */
class Recorder {
  readonly requests: Pick<IncomingMessage, "method" | "url" | "headers">[] = [];
  private readonly server: Server;

  constructor(status = 200, body = '{"ok":true}') {
    this.server = createServer(({ method, url, headers }, response) => {
      this.requests.push({ method, url, headers });
      response.writeHead(status).end(body);
    });
    // A proxy for HTTP that connects where it is asked to.
    this.server.on("connect", ({ url = "" }, socket) => {
      this.requests.push({ method: "CONNECT", url, headers: {} });
      const [host, port] = url.split(":");
      const upstream = connect(Number(port), host === "nomad.test" ? "127.0.0.1" : host, () => {
        socket.write("HTTP/1.1 200 OK\r\n\r\n");
        upstream.pipe(socket).pipe(upstream);
      });
    });
  }

  async listen(socket?: string): Promise<string> {
    await new Promise<void>((resolve) =>
      socket === undefined ? this.server.listen(0, "127.0.0.1", resolve) : this.server.listen(socket, resolve),
    );
    return socket === undefined
      ? `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
      : `unix://${socket}`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

describe("a client", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "cdknomad-clients-"));
  const recorders: Recorder[] = [];
  afterAll(() => {
    for (const recorder of recorders) {
      recorder.close();
    }
    rmSync(folder, { recursive: true });
  });
  const record = (status?: number, body?: string) => {
    const recorder = new Recorder(status, body);
    recorders.push(recorder);
    return recorder;
  };

  it("sends the token, basic auth, and the region", async () => {
    const server = record();
    const access: Access = { address: await server.listen(), token: "t", basicAuth: "ops:pw", region: "eu" };
    await new NomadClient(access).get("/v1/jobs?namespace=*");
    await new ConsulClient(access).get("/v1/kv/a");
    const authorization = `Basic ${Buffer.from("ops:pw").toString("base64")}`;
    expect(server.requests).toMatchObject([
      { url: "/v1/jobs?namespace=*&region=eu", headers: { authorization, "x-nomad-token": "t" } },
      { url: "/v1/kv/a", headers: { authorization, "x-consul-token": "t" } },
    ]);
  });

  it("connects to a unix socket", async () => {
    const server = record();
    const address = await server.listen(path.join(folder, "nomad.sock"));
    expect(await new NomadClient({ address }).get("/v1/jobs")).toEqual({ ok: true });
    expect(server.requests).toMatchObject([{ method: "GET", url: "/v1/jobs" }]);
  });

  it("connects through the proxy of the environment, but never to this machine", async () => {
    const [proxy, server] = [record(), record()];
    const address = await server.listen();
    const before = process.env.HTTP_PROXY;
    process.env.HTTP_PROXY = await proxy.listen();
    try {
      await new NomadClient({ address }).get("/v1/direct");
      await new NomadClient({ address: address.replace("127.0.0.1", "nomad.test") }).get("/v1/jobs");
    } finally {
      process.env.HTTP_PROXY = before;
      if (before === undefined) {
        delete process.env.HTTP_PROXY;
      }
    }
    expect(proxy.requests).toHaveLength(1);
    expect(server.requests.map(({ url }) => url)).toContain("/v1/direct");
  });

  it("reports what the server answered, and no secret", async () => {
    const server = record(403, "Permission denied");
    const access: Access = { address: await server.listen(), token: "t0ken", basicAuth: "ops:pw" };
    const error = await new NomadClient(access).get("/v1/jobs").catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({
      status: 403,
      message: `nomad at ${access.address} answered 403 to GET /v1/jobs: Permission denied (rights-missing)`,
    });
  });

  it("finds nothing where the server answers 404", async () => {
    const server = record(404, "job not found");
    expect(await new NomadClient({ address: await server.listen() }).find("/v1/job/a")).toBeUndefined();
  });
});
