/**
 * How long a warm `lab up` takes until jobs can be placed, against the servers' own development mode: one agent each of
 * Consul and Nomad, no ACLs, no container engine started. Run it with `npm run bench:lab`.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { labDown, labUp } from "../../lab";
import { silent, terminalProgress } from "../../tools/progress";
import { ensureTool } from "../../tools/tool";
import { compare, timed } from "../measure";

const name = "bench";

async function lab(): Promise<number> {
  const elapsed = await timed(() => labUp({ name, progress: silent }));
  await labDown(name);
  return elapsed;
}

async function developmentMode(consul: string, nomad: string): Promise<number> {
  const folder = mkdtempSync(path.join(tmpdir(), "cdknomad-bench-"));
  const { AWS_CA_BUNDLE: _, ...env } = process.env;
  // In a network namespace of their own, so that ports and interfaces of the host do not matter.
  const script = 'ip link set lo up; "$1" agent -dev & exec "$2" agent -dev -network-interface=lo';
  let agents: ChildProcess | undefined;
  const elapsed = await timed(async () => {
    agents = spawn(
      "unshare",
      ["--net", "--pid", "--fork", "--kill-child", "--mount-proc", "sh", "-c", script, "sh", consul, nomad],
      {
        cwd: folder,
        env,
        stdio: ["ignore", "pipe", "ignore"],
      },
    );
    for await (const chunk of agents.stdout ?? []) {
      if (String(chunk).includes("node registration complete")) {
        break;
      }
    }
  });
  const ended = new Promise((resolve) => agents?.on("close", resolve));
  agents?.kill("SIGKILL");
  await ended;
  rmSync(folder, { recursive: true });
  return elapsed;
}

async function run(): Promise<void> {
  const [consul, nomad] = [
    await ensureTool("consul", terminalProgress()),
    await ensureTool("nomad", terminalProgress()),
  ];
  await compare(
    "a cluster from nothing",
    { name: "lab up (ACLs, docker, podman, client host)", run: lab },
    { name: "consul agent -dev, nomad agent -dev", run: () => developmentMode(consul, nomad) },
    5,
  );
}

void run();
