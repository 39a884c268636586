/**
 * How long a warm `lab up` takes until jobs can be placed: one node against the servers' own development mode (one agent each
 * of Consul and Nomad, no ACLs, no container engine started), and three nodes against one. Run it with `npm run bench:lab`.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { labDown, labUp } from "../../lab";
import { silent, terminalProgress } from "../../tools/progress";
import { serverProgram } from "../../tools/server-program";
import { compare, timed } from "../measure";

const name = "bench";

async function lab(nodes: 1 | 3): Promise<number> {
  const elapsed = await timed(() => labUp({ name, nodes, progress: silent }));
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
    (await serverProgram("consul", terminalProgress())).path,
    (await serverProgram("nomad", terminalProgress())).path,
  ];
  await compare(
    "a cluster from nothing",
    { name: "lab up (ACLs, docker, podman, client host)", run: () => lab(1) },
    { name: "consul agent -dev, nomad agent -dev", run: () => developmentMode(consul, nomad) },
    5,
  );
  await compare(
    "a cluster of three from nothing",
    { name: "lab up --nodes 3", run: () => lab(3) },
    { name: "lab up", run: () => lab(1) },
    5,
  );
}

void run();
