import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { isSameNomad } from "../../../cli/checks/cluster-identity";
import { checkClusters, rememberClusters } from "../../../cli/checks/same-cluster";
import { Stack } from "../../../cli/stack/stack";

/** A Nomad server with the ids of its cluster, which records the requests. */
class FakeNomad {
  readonly requests: { readonly path: string; readonly token: string }[] = [];
  private readonly server: Server;

  constructor(
    public keys: readonly string[],
    public servers: readonly string[],
    public region = "eu",
  ) {
    this.server = createServer(({ url = "", headers }, response) => {
      this.requests.push({ path: url, token: String(headers["x-nomad-token"] ?? "") });
      const answers: Readonly<Record<string, unknown>> = {
        "/.well-known/jwks.json": { keys: this.keys.map((kid) => ({ kid })) },
        // Nomad lists the servers of all federated regions, whichever region the request names.
        "/v1/agent/members": {
          ServerRegion: this.region,
          Members: [
            ...this.servers.map((id) => ({ Tags: { id, region: this.region } })),
            { Tags: { id: "server-of-asia", region: "asia" } },
          ],
        },
      };
      const { pathname } = new URL(url, "http://localhost");
      response.statusCode = pathname in answers ? 200 : 404;
      response.end(JSON.stringify(answers[pathname] ?? "no such path"));
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
  }
}

describe("the cluster of a state", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "cdknomad-same-cluster-"));
  const token = process.env.NOMAD_TOKEN;
  let nomad: FakeNomad;

  /** A stack with a local state that has a resource. */
  function stackFor(cluster: { environment?: string; lab?: string }, address: string, region?: string): Stack {
    const own = path.join(folder, "stacks", "apps");
    mkdirSync(own, { recursive: true });
    writeFileSync(
      path.join(own, "cdk.tf.json"),
      JSON.stringify({
        "//": { metadata: { cluster } },
        terraform: { backend: { local: { path: "../../terraform.apps.tfstate" } } },
        provider: { nomad: [{ address, region }] },
      }),
    );
    writeFileSync(path.join(folder, "terraform.apps.tfstate"), JSON.stringify({ resources: [{}] }));
    return new Stack("apps", own);
  }

  const check = async (stack: Stack) => (await checkClusters([stack])).map(({ code, message }) => ({ code, message }));
  const record = path.join(folder, "terraform.apps.tfstate.cluster.json");
  const place = path.relative(process.cwd(), record);

  beforeEach(async () => {
    process.env.NOMAD_TOKEN = "secret";
    nomad = new FakeNomad(["key-1", "key-2"], ["server-1", "server-2", "server-3"]);
    await nomad.start();
    await rememberClusters([stackFor({ environment: "prod" }, nomad.address)]);
    nomad.requests.length = 0;
  });
  afterEach(() => nomad.stop());
  afterAll(() => {
    process.env.NOMAD_TOKEN = token;
    if (token === undefined) {
      delete process.env.NOMAD_TOKEN;
    }
    rmSync(folder, { recursive: true });
  });

  it("is remembered next to the state, without secrets", () => {
    const text = readFileSync(record, "utf8");
    expect(JSON.parse(text)).toEqual({
      at: expect.any(String),
      environment: "prod",
      address: nomad.address,
      identity: { region: "eu", servers: ["server-1", "server-2", "server-3"], keys: ["key-1", "key-2"] },
    });
    expect(text).not.toContain("secret");
  });

  it("is accepted by one request without a token", async () => {
    expect(await check(stackFor({ environment: "prod" }, nomad.address))).toEqual([]);
    expect(nomad.requests).toEqual([{ path: "/.well-known/jwks.json", token: "" }]);
  });

  it("is accepted when its keys or some of its servers were replaced", async () => {
    nomad.keys = ["key-9"];
    nomad.servers = ["server-3", "server-4"];
    expect(await check(stackFor({ environment: "prod" }, nomad.address))).toEqual([]);
  });

  it("is refused when another cluster answers at the address", async () => {
    nomad.keys = ["key-9"];
    nomad.servers = ["server-9"];
    expect(await check(stackFor({ environment: "prod" }, nomad.address))).toEqual([
      {
        code: "other-cluster",
        message: `apps: nomad at ${nomad.address} is another cluster than the one of the state, which the last apply remembered; correct the address, or if this cluster replaces that one, delete ${place}`,
      },
    ]);
  });

  const otherRegion = (region: string) => ({
    code: "other-cluster",
    message: `apps: its state is of nomad's region "eu", and this run is for the region "${region}" at ${nomad.address}; set NOMAD_REGION or nomad.region of the settings to "eu", or give "${region}" a state of its own`,
  });

  it("is refused without a request when the run is for another region of the same servers", async () => {
    const stack = stackFor({ environment: "prod" }, nomad.address, "asia");
    expect(await check(stack)).toEqual([otherRegion("asia")]);
    expect(nomad.requests).toEqual([]);
  });

  it("is refused when the address leads to another region of the same servers", async () => {
    nomad.keys = ["key-of-us"];
    nomad.servers = ["server-of-us"];
    nomad.region = "us";
    expect(await check(stackFor({ environment: "prod" }, nomad.address))).toEqual([otherRegion("us")]);
  });

  it("is the region that NOMAD_REGION or the settings name, for every request", async () => {
    rmSync(record);
    process.env.NOMAD_REGION = "asia";
    try {
      await rememberClusters([stackFor({ environment: "prod" }, nomad.address)]);
      expect(nomad.requests.map(({ path: asked }) => asked).sort()).toEqual([
        "/.well-known/jwks.json?region=asia",
        "/v1/agent/members?region=asia",
      ]);
      expect(JSON.parse(readFileSync(record, "utf8")).identity).toMatchObject({
        region: "asia",
        servers: ["server-of-asia"],
      });
      expect(await check(stackFor({ environment: "prod" }, nomad.address))).toEqual([]);
    } finally {
      delete process.env.NOMAD_REGION;
    }
    expect(await check(stackFor({ environment: "prod" }, nomad.address, "asia"))).toEqual([]);
  });

  it("is refused without a request when the state is of another environment", async () => {
    expect(await check(stackFor({ environment: "lab", lab: "lab" }, nomad.address))).toEqual([
      {
        code: "other-environment",
        message: `apps: its state is of environment "prod" (nomad at ${nomad.address}), and this run is for "lab"; choose it with CDKNOMAD_ENV=prod or --environment prod, or give "lab" a state of its own; if the environment was renamed, delete ${place}`,
      },
    ]);
    expect(nomad.requests).toEqual([]);
  });

  it("follows the advice of the message: without the file, the next plan is accepted", async () => {
    rmSync(record);
    expect(await check(stackFor({ environment: "lab" }, nomad.address))).toEqual([]);
  });

  it("does not matter for a state without resources", async () => {
    const stack = stackFor({ environment: "other" }, nomad.address);
    writeFileSync(path.join(folder, "terraform.apps.tfstate"), JSON.stringify({ resources: [] }));
    expect(await check(stack)).toEqual([]);
  });

  it("stays remembered when Nomad does not answer at the next apply", async () => {
    const before = readFileSync(record, "utf8");
    await rememberClusters([stackFor({ environment: "prod" }, "http://127.0.0.1:1")]);
    expect(readFileSync(record, "utf8")).toBe(before);
  });
});

describe("two identities of Nomad", () => {
  const day = 24 * 60 * 60 * 1000;
  const remembered = { servers: [], keys: ["a"] };

  it("differ by their keys if the token may not list servers, unless all keys may have been rotated since", () => {
    expect(isSameNomad(remembered, { servers: ["s"], keys: ["b"] }, day)).toBe(false);
    expect(isSameNomad(remembered, { servers: ["s"], keys: ["b"] }, 60 * day)).toBe(true);
    expect(isSameNomad({ servers: ["s"], keys: ["a"] }, { servers: ["t"], keys: ["b"] }, 60 * day)).toBe(false);
  });

  it("count as the same if nothing can be compared", () => {
    expect(isSameNomad({ servers: [], keys: [] }, { servers: ["s"], keys: ["a"] }, 0)).toBe(true);
  });
});
