import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

/**
 * A network namespace from which one gets to the given ports of this machine's loopback, and nowhere else: every other
 * packet, of a question to the name server too, goes to an interface that leads nowhere and counts.
 */
export class Walled {
  private readonly folder = mkdtempSync(path.join(tmpdir(), "cdknomad-walled-"));
  private readonly servers: Server[] = [];
  private inside: ChildProcess | undefined;

  /** @param ports those of the cluster */
  async up(ports: readonly number[]): Promise<void> {
    for (const port of ports) {
      const server = createServer((near) => {
        const far = connect(port, "127.0.0.1");
        near.pipe(far).pipe(near);
        near.on("error", () => far.destroy());
        far.on("error", () => near.destroy());
      });
      this.servers.push(server);
      server.listen(this.socket(port));
      await once(server, "listening");
    }
    writeFileSync(path.join(this.folder, "resolv.conf"), "nameserver 192.0.2.53\noptions timeout:1 attempts:1\n");
    const script = `
      set -e
      ip link set lo up
      ip link add sink type veth peer name away
      echo 1 > /proc/sys/net/ipv6/conf/sink/disable_ipv6
      ip address add 192.0.2.1/24 dev sink
      ip link set away up
      ip link set sink arp off up
      ip route add default dev sink
      mount --bind "$1/resolv.conf" /etc/resolv.conf
      shift
      exec "$@"`;
    const relay = [process.execPath, path.join(__dirname, "relay.cjs")];
    const pairs = ports.map((port) => `${port}=${this.socket(port)}`);
    this.inside = spawn("unshare", ["--net", "--mount", "sh", "-c", script, "sh", this.folder, ...relay, ...pairs], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await Promise.race([
      once(this.inside.stdout as NodeJS.ReadableStream, "data"),
      once(this.inside, "close").then(() => Promise.reject(new Error("the namespace could not be made"))),
    ]);
  }

  /** A command that runs in there. */
  command(...command: readonly string[]): readonly [string, ...string[]] {
    return ["nsenter", "--net", "--mount", "--target", String(this.inside?.pid), ...command];
  }

  /** How many packets went to anywhere else so far. */
  packetsElsewhere(): number {
    const [program, ...args] = this.command("ip", "-statistics", "-json", "link", "show", "sink");
    const { stdout } = spawnSync(program, args, { encoding: "utf8" });
    return JSON.parse(stdout)[0].stats64.tx.packets;
  }

  async down(): Promise<void> {
    if (this.inside?.exitCode === null) {
      this.inside.kill();
      await once(this.inside, "close");
    }
    for (const server of this.servers) {
      server.close();
    }
    rmSync(this.folder, { recursive: true });
  }

  private socket(port: number): string {
    return path.join(this.folder, `${port}.sock`);
  }
}
