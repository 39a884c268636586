import { spawn } from "node:child_process";
import type { Lab } from "../../../lab";
import { run } from "../../../tools/run";
import { until } from "../dns/cluster";

const socket = "/run/host-docker.sock";

/** A docker of this machine, as users have: in this machine's network, with the programs of a node. */
export class HostDocker {
  private constructor(private readonly lab: Lab) {}

  static async start(lab: Lab): Promise<HostDocker> {
    const docker = new HostDocker(lab);
    const [program, args, env] = await docker.command([
      "dockerd",
      `--host=unix://${socket}`,
      "--data-root=/run/node/host-docker",
      "--exec-root=/run/host-docker",
      "--pidfile=/run/host-docker.pid",
      "--storage-driver=vfs",
      "--bridge=none",
      "--iptables=false",
      "--ip6tables=false",
      "--oom-score-adjust=0",
      // Its own containerd would need other settings; no container is started.
      "--containerd=/run/containerd/containerd.sock",
    ]);
    spawn(program, args, { env, stdio: "ignore" });
    await until("a docker of this machine", async () => ((await docker.run("version")).code === 0 ? true : undefined));
    return docker;
  }

  async run(...words: string[]) {
    const [program, args, env] = await this.command(["docker", `--host=unix://${socket}`, ...words]);
    return run([program, ...args], { env });
  }

  async stop(): Promise<void> {
    await this.lab.exec("n1", ["sh", "-c", "kill $(cat /run/host-docker.pid)"]);
  }

  private async command(argv: readonly [string, ...string[]]) {
    const { argv: inLab, env } = await this.lab.commandOn("n1", argv);
    const [program, ...args] = inLab.filter((option) => option !== "--net");
    return [program as string, args, env] as const;
  }
}
