import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { ConsulClient, NomadClient, retry } from "../../../clients";
import { silent } from "../../../tools/progress";
import { serverProgram } from "../../../tools/server-program";

/** How long an agent may take to elect itself, in milliseconds. */
const START_LIMIT = 60_000;

/** One server on loopback, with a data folder of its own. */
export class Agent {
  private constructor(
    readonly name: "consul" | "nomad",
    readonly address: string,
    private readonly folder: string,
    private readonly process: ChildProcess,
  ) {}

  /** Consul, one server. */
  static async consul({ acls }: { acls: boolean }): Promise<Agent> {
    const [http, server, serf] = await freePorts(3);
    return Agent.start("consul", http, (dataDir) => ({
      data_dir: dataDir,
      server: true,
      bootstrap_expect: 1,
      bind_addr: "127.0.0.1",
      client_addr: "127.0.0.1",
      disable_update_check: true,
      performance: { raft_multiplier: 1 },
      ports: { http, server, serf_lan: serf, serf_wan: -1, grpc: -1, grpc_tls: -1, dns: -1 },
      ...(acls && { acl: { enabled: true, default_policy: "deny" } }),
    }));
  }

  /** Nomad, one server. */
  static async nomad({ acls }: { acls: boolean }): Promise<Agent> {
    const [http, rpc, serf] = await freePorts(3);
    return Agent.start("nomad", http, (dataDir) => ({
      data_dir: dataDir,
      bind_addr: "127.0.0.1",
      advertise: { http: "127.0.0.1", rpc: "127.0.0.1", serf: "127.0.0.1" },
      ports: { http, rpc, serf },
      disable_update_check: true,
      server: { enabled: true, bootstrap_expect: 1 },
      consul: { server_auto_join: false, client_auto_join: false, auto_advertise: false },
      ...(acls && { acl: { enabled: true } }),
    }));
  }

  private static async start(name: "consul" | "nomad", http: number, configuration: (dataDir: string) => object) {
    const folder = mkdtempSync(path.join(tmpdir(), `cdknomad-${name}-`));
    const dataDir = path.join(folder, "data");
    const file = path.join(folder, "agent.json");
    writeFileSync(file, JSON.stringify(configuration(dataDir)));
    const log = openSync(path.join(folder, "agent.log"), "w");
    const program = (await serverProgram(name, silent)).path;
    const { CONSUL_HTTP_TOKEN: _1, NOMAD_TOKEN: _2, ...env } = process.env;
    const child = spawn(program, ["agent", `-config${name === "consul" ? "-file" : ""}=${file}`], {
      env,
      stdio: ["ignore", log, log],
    });
    return new Agent(name, `http://127.0.0.1:${http}`, folder, child);
  }

  /** Waits until the server leads itself. */
  async ready(): Promise<this> {
    await retry({ what: `${this.name}'s leader`, limit: START_LIMIT }, async () => {
      if ((await this.client().get<string>("/v1/status/leader")) === "") {
        throw new Error("none yet");
      }
    });
    return this;
  }

  /** All tokens with all rights, by accessor id. */
  async managementTokens(secret: string): Promise<string[]> {
    const tokens =
      await this.client(secret).get<
        { AccessorID: string; Type?: string; Policies?: readonly (string | { Name: string })[] }[]
      >("/v1/acl/tokens");
    return tokens
      .filter(
        ({ Type, Policies }) => Type === "management" || JSON.stringify(Policies ?? []).includes("global-management"),
      )
      .map(({ AccessorID }) => AccessorID);
  }

  /** The status of a request that only a known token may make. */
  async statusWith(secret: string): Promise<number> {
    return (await this.client(secret).send("GET", "/v1/acl/tokens")).status;
  }

  /** Puts a number into the file that allows one more bootstrap, as an operator would. */
  writeResetFile(index: string): void {
    writeFileSync(this.resetFile, index);
  }

  /** Makes the server, which has been bootstrapped, one that may be bootstrapped again. */
  async allowBootstrap(): Promise<void> {
    rmSync(this.resetFile, { force: true });
    const body = { BootstrapSecret: "not a UUID, so that it is never accepted" };
    const { text } = await this.client().send("PUT", "/v1/acl/bootstrap", { body });
    const [, index] = /reset index: (\d+)/.exec(text) ?? [];
    this.writeResetFile(String(index));
  }

  private get resetFile(): string {
    return path.join(this.folder, "data", this.name === "nomad" ? "server" : ".", "acl-bootstrap-reset");
  }

  async stop(): Promise<void> {
    const gone = new Promise((resolve) => this.process.once("exit", resolve));
    if (this.process.exitCode === null && this.process.kill("SIGKILL")) {
      await gone;
    }
    rmSync(this.folder, { recursive: true, maxRetries: 3 });
  }

  private client(token = ""): NomadClient | ConsulClient {
    const access = { address: this.address, token };
    return this.name === "consul" ? new ConsulClient(access) : new NomadClient(access);
  }
}

/** Ports of loopback that nobody listens on now. */
async function freePorts(count: 3): Promise<[number, number, number]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  await Promise.all(servers.map((server) => new Promise((resolve) => server.once("listening", resolve))));
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports as [number, number, number];
}
