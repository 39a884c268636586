import { randomBytes, randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cacheDir } from "../tools/cache";
import { ensureHostPrograms, type Layers } from "../tools/debian-packages";
import { cniFolder } from "../tools/host-programs";
import { withLock } from "../tools/lock";
import { type Progress, terminalProgress } from "../tools/progress";
import { run } from "../tools/run";
import { ensureTool } from "../tools/tool";
import { type AgentTokens, createAgentTokens, setUpWorkloadIdentity } from "./access";
import { consulApi, nomadApi } from "./apis";
import { makeCertificates } from "./certificates";
import { cniNetworks } from "./config/cni";
import { consulConfig } from "./config/consul";
import { containerdConfig, parseLimits, podmanFiles } from "./config/engines";
import { nomadClientConfig, nomadServerConfig } from "./config/nomad";
import { labDown, takeDown } from "./down";
import { keepLogs } from "./failed-start";
import { ApiError, call, eventually, type JsonApi } from "./http";
import { ensureImages, infraImage } from "./images";
import { findLab, type Lab, toLab } from "./lab";
import { defaultLabName, labPaths } from "./paths";
import { type Programs, renderPlan } from "./plan";
import { startTime } from "./process";
import { isRunning, type LabRecord, writeRecord } from "./record";
import { checkRights } from "./rights";
import { writeSecretFile } from "./secret-file";
import { type Host, type NodeCount, network, nodesOf } from "./topology";

/** How a lab is brought up. */
export interface LabUpOptions {
  /** @default "lab" */
  readonly name?: string;
  /** @default 1 */
  readonly nodes?: NodeCount;
  /**
   * Whether workloads of the namespace `default` can log in to Consul, as after `nomad setup consul -y`. It counts when
   * the lab is started, not for one that is up.
   * @default true
   */
  readonly workloadIdentity?: boolean;
  /**
   * Whether Nomad and Consul use mutual TLS, with authorities made for this lab, and encrypt their gossip. A lab that is
   * up keeps what it has.
   * @default - whether CDKNOMAD_LAB_TLS is 1
   */
  readonly tls?: boolean;
  /** @default - shown on standard error */
  readonly progress?: Progress;
  /** When it aborts, what was begun is taken down and the promise is rejected. @default - never */
  readonly signal?: AbortSignal;
}

/** How long a step of the start may take before it counts as failed, in milliseconds; usual are 1 to 5 seconds. */
const STEP_LIMIT = 120_000;

/**
 * Brings a lab up and returns when it can be used: ACLs bootstrapped, every node ready with its drivers healthy. A lab
 * that is up already is left as it is; the rest of one that was interrupted is removed first.
 *
 * @throws Error if this host lacks something, if a tool cannot be built, if a lab of that name has another number of
 * nodes or is without the TLS that is asked for, or if a step fails; then nothing is left of the lab.
 */
export async function labUp(options: LabUpOptions = {}): Promise<Lab> {
  const name = options.name ?? defaultLabName;
  const count = options.nodes ?? 1;
  const progress = options.progress ?? terminalProgress();
  labPaths(name);
  checkRights();
  const lockFile = join(cacheDir(), "locks", `lab-${name}`);
  return withLock(
    lockFile,
    () => progress.note(`another command is bringing lab "${name}" up, waiting for it`),
    async () => {
      const existing = findLab(name);
      if (existing) {
        const differs =
          options.nodes !== undefined && existing.nodes.length !== count
            ? `with ${existing.nodes.length} nodes, not ${count}`
            : options.tls !== undefined && options.tls !== (existing.tls !== undefined)
              ? `${options.tls ? "without" : "with"} TLS`
              : undefined;
        if (differs === undefined) return existing;
        throw new Error(`lab "${name}" is up ${differs}; take it down first or give the other one a --name`);
      }
      if (await labDown(name)) progress.note(`removed what an interrupted lab "${name}" had left`);
      const ingredients = await gather(progress);
      options.signal?.throwIfAborted();
      try {
        return await boot(name, nodesOf(count), ingredients, progress, options);
      } catch (error) {
        const logs = options.signal?.aborted ? undefined : keepLogs(name);
        await takeDown(name);
        if (!logs || !(error instanceof Error)) throw error;
        throw new Error(`${error.message}\n  the logs are kept in ${logs}`, { cause: error });
      }
    },
  );
}

/** What every lab is made of, independent of its name and size. */
interface Ingredients {
  readonly programs: Programs;
  readonly layers: Layers;
  readonly imageLayout: string;
}

async function gather(progress: Progress): Promise<Ingredients> {
  const layers = await ensureHostPrograms(progress);
  // one after the other: each build uses all processors by itself
  const supervisor = await ensureTool("supervisor", progress);
  const nomad = await ensureTool("nomad", progress);
  const consul = await ensureTool("consul", progress);
  const podmanDriver = await ensureTool("nomad-driver-podman", progress);
  const images = await ensureTool("images", progress);
  const { layout } = await ensureImages(progress, layers);
  return { programs: { nomad, consul, podmanDriver, images, supervisor }, layers, imageLayout: layout };
}

async function boot(
  name: string,
  nodes: Host[],
  ingredients: Ingredients,
  progress: Progress,
  { signal, workloadIdentity = true, tls = process.env.CDKNOMAD_LAB_TLS === "1" }: LabUpOptions,
): Promise<Lab> {
  const paths = labPaths(name);
  mkdirSync(paths.logDir, { recursive: true, mode: 0o700 });
  const management = { nomad: randomUUID(), consul: randomUUID() };
  writeSecretFile(paths.nomadToken, `${management.nomad}\n`);
  writeSecretFile(paths.consulToken, `${management.consul}\n`);
  const agents = nodes.map((node): AgentTokens => ({ node, consulAgent: randomUUID(), nomadAgent: randomUUID() }));
  const gossip = tls ? { nomad: gossipKey(), consul: gossipKey() } : undefined;
  for (const agent of agents) writeNodeFiles(paths.hostDir(agent.node.name), agent, nodes, management.consul, gossip);
  writeEtc(paths.etc);
  mkdirSync(join(paths.hostDir(network.client.name), "log"), { recursive: true });
  if (tls) {
    await progress.step("certificates of its own", () => makeCertificates(paths, nodes, ingredients.programs));
  }

  const record = await progress.step(`starting ${nodes.map((node) => node.name).join(", ")}`, () =>
    startSupervisor(name, nodes, ingredients, tls),
  );
  const lab = toLab(record);
  const hopeless = () => (isRunning(record) ? undefined : "the lab went down meanwhile");
  const wait = <T>(what: string, attempt: () => Promise<T>) =>
    eventually(what, { limit: STEP_LIMIT, signal, hopeless }, attempt);

  const [consul, nomad] = [consulApi(lab), nomadApi(lab)];
  await progress.step("Consul elects a leader", () =>
    wait("Consul's leader", () => call(consul, "GET", "/v1/acl/token/self")),
  );
  await progress.step("Consul tokens for the agents", () =>
    wait("Consul's tokens", () => createAgentTokens(consul, agents)),
  );
  await progress.step("Nomad elects a leader, ACLs on", () => wait("Nomad's ACLs", () => bootstrapNomad(nomad)));
  if (workloadIdentity) {
    await progress.step("Nomad's workloads may log in to Consul", () =>
      wait("Consul's auth method", () => setUpWorkloadIdentity(consul, tls)),
    );
  }
  await progress.step("drivers healthy on every node", () =>
    wait("Nomad's nodes", () => expectNodesReady(nomad, nodes.length)),
  );
  signal?.throwIfAborted();
  writeRecord({ ...record, ready: true });
  return lab;
}

/** The keys that gossip is encrypted with, in a lab with TLS. */
interface Gossip {
  readonly nomad: string;
  readonly consul: string;
}

/** 32 bytes, as `nomad operator gossip keyring generate` and `consul keygen` make them. */
const gossipKey = () => randomBytes(32).toString("base64");

/** The files of a node's disk that its agents read. Those with secrets are for their owner only. */
function writeNodeFiles(
  dir: string,
  agent: AgentTokens,
  servers: readonly Host[],
  managementToken: string,
  gossip: Gossip | undefined,
): void {
  const { node, consulAgent: agentToken } = agent;
  for (const folder of ["etc/cni", "log", "alloc", "consul", "nomad-server", "nomad-client"]) {
    mkdirSync(join(dir, folder), { recursive: true, mode: 0o755 });
  }
  const json = (content: object) => `${JSON.stringify(content, null, 2)}\n`;
  const plain = (file: string, content: object) => writeFileSync(join(dir, "etc", file), json(content));
  const consul = consulConfig({
    node,
    servers,
    managementToken,
    agentToken,
    ...(gossip && { gossipKey: gossip.consul }),
  });
  writeSecretFile(join(dir, "etc", "consul.json"), json(consul));
  const tls = gossip !== undefined;
  const server = nomadServerConfig({ node, servers, tls, ...(gossip && { gossipKey: gossip.nomad }) });
  writeSecretFile(join(dir, "etc", "nomad-server.json"), json(server));
  const cni = { cniPath: cniFolder(), cniConfigDir: "/run/node/etc/cni" };
  plain("nomad-client.json", nomadClientConfig({ node, servers, tls, ...cni, infraImage }));
  for (const [file, network] of Object.entries(cniNetworks(node))) plain(join("cni", file), network);
  writeSecretFile(join(dir, "etc", "nomad-consul.token"), `${agent.nomadAgent}\n`);
  writeFileSync(join(dir, "etc", "containerd.toml"), containerdConfig());
}

/** What all hosts have in their /etc beside this machine's own files. */
function writeEtc(dir: string): void {
  mkdirSync(join(dir, "containers"), { recursive: true });
  const limits = parseLimits(readFileSync("/proc/self/limits", "utf8"));
  for (const [file, content] of Object.entries(podmanFiles(limits))) {
    writeFileSync(join(dir, "containers", file), content);
  }
}

async function startSupervisor(
  name: string,
  nodes: Host[],
  ingredients: Ingredients,
  tls: boolean,
): Promise<LabRecord> {
  const paths = labPaths(name);
  const { programs, layers, imageLayout } = ingredients;
  const plan = renderPlan({ name, paths, nodes, programs, tls, layers, imageLayout });
  writeFileSync(paths.plan, JSON.stringify(plan, null, 2));
  const started = await run([programs.supervisor, "start", paths.plan]);
  if (started.code !== 0) throw new Error(`lab "${name}" cannot start: ${started.stderr.trim()}`);
  const { pid, forwards } = JSON.parse(started.stdout) as { pid: number; forwards: { nomad: string; consul: string } };
  const began = startTime(pid);
  if (began === undefined) throw new Error(`lab "${name}" ended right after its start`);
  const record: LabRecord = {
    name,
    nomadAddr: `${tls ? "https" : "http"}://${forwards.nomad}`,
    consulAddr: `${tls ? "https" : "http"}://${forwards.consul}`,
    tls,
    nodes,
    client: network.client,
    supervisor: { pid, startTime: began },
    ready: false,
  };
  writeRecord(record);
  return record;
}

/** Makes the token that we chose the first management token; the second time it exists and works. */
async function bootstrapNomad(nomad: JsonApi): Promise<void> {
  try {
    await call({ ...nomad, token: undefined }, "POST", "/v1/acl/bootstrap", { BootstrapSecret: nomad.token?.[1] });
  } catch (error) {
    if (!(error instanceof ApiError && error.message.includes("ACL bootstrap already done"))) throw error;
    await call(nomad, "GET", "/v1/acl/token/self");
  }
}

/** A node as Nomad tells of it; what is looked at here. */
interface NomadNode {
  readonly ID: string;
  readonly Name: string;
  readonly Status: string;
  readonly Drivers: Readonly<Record<string, { readonly Healthy: boolean }>>;
  readonly Attributes: Readonly<Record<string, string>>;
}

async function expectNodesReady(nomad: JsonApi, count: number): Promise<void> {
  const stubs = await call<Pick<NomadNode, "ID">[]>(nomad, "GET", "/v1/nodes");
  if (stubs.length < count) throw new Error(`${stubs.length} of ${count} nodes have registered`);
  for (const { ID } of stubs) {
    const node = await call<NomadNode>(nomad, "GET", `/v1/node/${ID}`);
    if (node.Status !== "ready") throw new Error(`${node.Name} is ${node.Status}`);
    for (const driver of ["docker", "podman"]) {
      if (!node.Drivers[driver]?.Healthy) throw new Error(`${node.Name}: driver ${driver} is not healthy`);
    }
    if (!node.Attributes["consul.version"]) throw new Error(`${node.Name} does not see Consul`);
  }
}
