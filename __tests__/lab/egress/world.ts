import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** A web server of the internet, by name and by address, and its name server. */
export const internet = { name: "artifact.example.com", address: "203.0.113.10", nameServer: "203.0.113.53" } as const;

/** Two other machines of the network of the machine on which the lab runs. Both are also the internet's router. */
export const lan = { one: "10.55.0.1", other: "10.55.0.3" } as const;

/** Address of the machine on which the lab runs. */
export const machine = "10.55.0.2";

/** A machine in network namespaces of the test's own, with a network and an internet, so that nothing leaves the real machine. */
export class World {
  private readonly folder = mkdtempSync(path.join(tmpdir(), "cdknomad-world-"));
  private readonly processes: ChildProcess[] = [];
  private inside: ChildProcess | undefined;

  async up(): Promise<void> {
    writeFileSync(path.join(this.folder, "resolv.conf"), `nameserver ${internet.nameServer}\n`);
    const server = [process.execPath, path.join(__dirname, "internet.cjs"), internet.nameServer];
    this.inside = await this.start(
      `ip link set lo up
       mount --bind "$1/resolv.conf" /etc/resolv.conf
       shift
       exec "$@"`,
      [this.folder, ...server.slice(0, 2), "127.0.0.1", "none.example.com", "127.0.0.1"],
    );
    const outside = await this.start(
      `ip link set lo up
       for address in ${internet.address} ${internet.nameServer}; do ip address add $address/32 dev lo; done
       ip link add eth0 type veth peer name eth0 netns "$1"
       for address in ${lan.one} ${lan.other}; do ip address add $address/24 dev eth0; done
       ip link set eth0 up
       shift
       exec "$@"`,
      [String(this.inside.pid), ...server, internet.name, internet.address],
    );
    await this.run(
      "sh",
      "-c",
      `ip address add ${machine}/24 dev eth0 && ip link set eth0 up && ip route add default via ${lan.one}`,
    );
    if (outside.exitCode !== null) {
      throw new Error("the internet has ended");
    }
  }

  /** Runs a command on the machine. */
  async run(...command: readonly string[]): Promise<{ code: number; output: string }> {
    const target = ["--net", "--mount", "--target", String(this.inside?.pid)];
    const child = spawn("nsenter", [...target, ...command], { stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        output += chunk;
      });
    }
    const [code] = await once(child, "close");
    return { code, output };
  }

  async down(): Promise<void> {
    for (const child of this.processes) {
      if (child.exitCode === null) {
        child.kill();
        await once(child, "close");
      }
    }
    rmSync(this.folder, { recursive: true });
  }

  /** Runs a script in new namespaces that ends as the server, and waits until the server answers. */
  private async start(script: string, args: readonly string[]): Promise<ChildProcess> {
    const child = spawn("unshare", ["--net", "--mount", "sh", "-ec", script, "sh", ...args], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    this.processes.push(child);
    await Promise.race([
      once(child.stdout, "data"),
      once(child, "close").then(() => Promise.reject(new Error("a namespace could not be made"))),
    ]);
    return child;
  }
}
