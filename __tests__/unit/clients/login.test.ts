import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { type Access, ConsulClient, endLogins, NomadClient } from "../../../clients";

const jwt = "planted-identity";
let server: Server;
let requests: string[];
let access: Access;

/** A server that gives the token "issued" to each login with the identity. */
beforeEach(async () => {
  requests = [];
  server = createServer(async (request, response) => {
    const { "x-nomad-token": ofNomad, "x-consul-token": ofConsul } = request.headers;
    const body = await text(request);
    requests.push([request.method, request.url, ofNomad ?? ofConsul ?? "anonymous", body].join(" ").trim());
    const isLogin = request.url === "/v1/acl/login";
    const isRefused = isLogin && !body.includes(jwt);
    response.writeHead(isRefused ? 403 : 200);
    response.end(isRefused ? `Permission denied: ${body}` : isLogin ? '{"SecretID":"issued"}' : "{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  access = {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    login: { authMethod: "ci", jwt },
  };
});

afterEach(async () => {
  await endLogins();
  server.close();
});

describe("a client with a login", () => {
  it("logs in to Nomad once, for all clients of the server", async () => {
    await Promise.all([new NomadClient(access).get("/v1/jobs"), new NomadClient(access).get("/v1/jobs")]);
    expect(requests).toEqual([
      `POST /v1/acl/login anonymous {"AuthMethodName":"ci","LoginToken":"${jwt}"}`,
      "GET /v1/jobs issued",
      "GET /v1/jobs issued",
    ]);
    await endLogins();
    expect(requests).toHaveLength(3);
  });

  it("logs in to Consul, and logs out once at the end", async () => {
    await new ConsulClient(access).get("/v1/kv/x");
    await endLogins();
    await endLogins();
    expect(requests).toEqual([
      `POST /v1/acl/login anonymous {"AuthMethod":"ci","BearerToken":"${jwt}"}`,
      "GET /v1/kv/x issued",
      "POST /v1/acl/logout issued",
    ]);
  });

  it("sends a request with another token without a login", async () => {
    await new NomadClient(access).request("GET", "/v1/jobs", { token: "other" });
    expect(requests).toEqual(["GET /v1/jobs other"]);
  });

  it("reports a refused login without the identity", async () => {
    const refused = { ...access, login: { authMethod: "ci", jwt: "wrong-identity" } };
    await expect(new ConsulClient(refused).get("/v1/kv/x")).rejects.toThrow(
      /^consul at http:\S+ refused the login by auth method "ci" \(403\): Permission denied: .*"\(masked\)".*\(login-refused\)$/,
    );
    await expect(new ConsulClient(refused).get("/v1/kv/x")).rejects.not.toThrow(/wrong-identity/);
  });
});
