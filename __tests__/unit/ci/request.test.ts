import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { send } from "../../../cli/ci/request";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function listen(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

const answering = (status: number, text: string) =>
  listen(
    createServer((_, response) => {
      response.writeHead(status);
      response.end(text);
    }),
  );

describe("a request to a forge", () => {
  it("connects through the proxy of the environment", async () => {
    const asked: string[] = [];
    const forge = await answering(200, '{ "id": 7 }');
    const proxy = createServer().on("connect", ({ url = "" }, socket) => {
      asked.push(url);
      const upstream = connect(forge, "127.0.0.1", () => {
        socket.write("HTTP/1.1 200 OK\r\n\r\n");
        upstream.pipe(socket).pipe(upstream);
      });
    });
    const before = process.env.HTTP_PROXY;
    process.env.HTTP_PROXY = `http://127.0.0.1:${await listen(proxy)}`;
    try {
      expect(await send("GET", `http://forge.test:${forge}/user`, {})).toEqual({ body: { id: 7 } });
    } finally {
      process.env.HTTP_PROXY = before;
      if (before === undefined) {
        delete process.env.HTTP_PROXY;
      }
    }
    expect(asked).toEqual([`forge.test:${forge}`]);
  });

  it.each([
    [403, "check the token and its permissions (forge-refused)"],
    [404, "check that it exists and that the token may read it (forge-refused)"],
    [502, "failed with status 502: no (forge-unreachable)"],
  ])("reports the status %d with a code", async (status, message) => {
    const port = await answering(status, "no");
    await expect(send("GET", `http://127.0.0.1:${port}/user`, {})).rejects.toThrow(message);
  });

  it("reports a forge that does not answer with a code", async () => {
    await expect(send("GET", "http://127.0.0.1:1/user", {})).rejects.toThrow(
      /received no answer: .* \(forge-unreachable\)$/,
    );
  });
});
