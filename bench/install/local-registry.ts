import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import path from "node:path";

/**
 * A registry of npm on loopback (verdaccio). It has the packages of cdknomad that are published to it, and gets all others from the
 * registry of this machine when they are first asked for; from then on they are in its storage.
 */
export class LocalRegistry {
  /** Variables for npm, with which it uses this registry. The token is not secret: everyone may publish. */
  readonly variables: Readonly<Record<string, string>>;

  private constructor(
    readonly url: string,
    private readonly server: ChildProcess,
  ) {
    this.variables = { npm_config_registry: url, [`npm_config_${url.slice("http:".length)}:_authToken`]: "anyone" };
  }

  /**
   * Installs verdaccio and starts it.
   *
   * @param folder an empty folder for its files
   */
  static async start(folder: string): Promise<LocalRegistry> {
    const program = path.join(folder, "registry");
    cpSync(path.join(__dirname, "registry"), program, { recursive: true });
    execFileSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: program, stdio: "inherit" });
    const upstream = execFileSync("npm", ["config", "get", "registry"], { cwd: folder, encoding: "utf8" }).trim();
    const configuration = path.join(folder, "verdaccio.yaml");
    mkdirSync(path.join(folder, "storage"));
    // JSON is YAML, too.
    writeFileSync(configuration, JSON.stringify(settings(path.join(folder, "storage"), upstream)));
    const port = await freePort();
    const url = `http://127.0.0.1:${port}/`;
    const server = spawn(
      process.execPath,
      [path.join(program, "node_modules", "verdaccio", "bin", "verdaccio"), "--config", configuration, "--listen", url],
      { stdio: ["ignore", "inherit", "inherit"], env: { ...process.env, NODE_EXTRA_CA_CERTS: CERTIFICATES } },
    );
    await answer(`${url}-/ping`, server);
    return new LocalRegistry(url, server);
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.server.on("close", resolve));
    this.server.kill();
    await ended;
  }
}

/** The registry of this machine may be behind an authority of its own. */
const CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt";

const settings = (storage: string, upstream: string) => {
  const own = { access: "$all", publish: "$all", unpublish: "$all" };
  return {
    storage,
    auth: { htpasswd: { file: path.join(storage, "htpasswd") } },
    // On a busy machine, the default of 30 s is too short.
    uplinks: { upstream: { url: upstream, maxage: "1d", timeout: "10m", max_fails: 1000 } },
    packages: { cdknomad: own, "@cdknomad/*": own, "**": { access: "$all", proxy: "upstream" } },
    // The package of a platform is larger than the default.
    max_body_size: "200mb",
    log: { type: "stdout", level: "error" },
  };
};

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.on("error", reject).listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** Waits until an address answers. @throws Error if the server ends first */
async function answer(url: string, server: ChildProcess): Promise<void> {
  while (server.exitCode === null) {
    const found = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
    if (found) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`verdaccio ended with exit code ${server.exitCode}`);
}
