import { randomBytes, randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ApiError, type NomadClient, retry } from "../clients";
import { CodedError, reasonOf } from "../errors";
import { ensureHostPrograms, type Layers } from "../tools/debian-packages";
import { cniFolder, egressPrograms } from "../tools/host-programs";
import { type Progress, terminalProgress } from "../tools/progress";
import { type AgentTokens, createAgentTokens, setUpWorkloadIdentity } from "./access";
import { consulApi, nomadApi } from "./apis";
import { runAsRoot } from "./as-root";
import { makeCertificates } from "./certificates";
import { type ChrootFiles, chrootFiles, writeRootLinks } from "./chroot";
import { cniNetworks } from "./config/cni";
import { consulConfig } from "./config/consul";
import { containerdConfig, parseLimits, podmanFiles } from "./config/engines";
import { type NomadSettings, nomadClientConfig, nomadServerConfig } from "./config/nomad";
import { osOnNode, osRelease, volumeFolder, volumesOnNode } from "./config/nomad-like";
import { labDown, takeDown } from "./down";
import { differentEgress, type Egress, egressOf, parseNetwork } from "./egress";
import { keepLogs } from "./failed-start";
import { infraImage, type StandIn, standIns } from "./images";
import { findLab, type Lab, toLab } from "./lab";
import { startCsiPlugins } from "./like/csi-plugins";
import { digestOf, type Inventory, inventoryText } from "./like/inventory";
import { topologyLike } from "./like/topology";
import { withLabLock } from "./lock";
import { defaultLabName, labPaths } from "./paths";
import { renderPlan } from "./plan";
import { startTime } from "./process";
import { buildPrograms, type Programs } from "./programs";
import { isRunning, type LabRecord, writeRecord } from "./record";
import { freePushPort, type ImageSources, prepareRegistry } from "./registry";
import { checkRights } from "./rights";
import { writeSecretFile } from "./secret-file";
import { checkGivenServers, differentServers, type Servers, type WantedServers } from "./servers";
import { equalNodes, type NodeCount, type NodeShape, network, nodeNameOf, type Topology } from "./topology";

/** Options of {@link labUp}. */
export interface LabUpOptions {
  /** @default "lab" */
  readonly name?: string;
  /** @default 1 */
  readonly nodes?: NodeCount;
  /**
   * The cluster that the lab is like: its nodes with their names, datacenters, node pools, classes, metadata, capacity, drivers, volumes, and
   * networks. It excludes `nodes` and `tls`. A running lab that is not like it is an error.
   * @default - equal nodes with what this machine has
   */
  readonly like?: Inventory;
  /**
   * Whether workloads of the namespace `default` can log in to Consul, as after `nomad setup consul -y`. It has no effect on
   * a running lab.
   * @default true
   */
  readonly workloadIdentity?: boolean;
  /**
   * Whether Nomad and Consul use mutual TLS, with the lab's own authorities, and encrypt their gossip. A running lab with the
   * other setting is an error.
   * @default - whether CDKNOMAD_LAB_TLS is 1
   */
  readonly tls?: boolean;
  /**
   * Programs of Nomad and Consul: each a path, a name in PATH, or `pinned` for the version that cdknomad pins. A running lab with
   * another program is an error.
   * @default - CDKNOMAD_LAB_NOMAD and CDKNOMAD_LAB_CONSUL, otherwise a supported version in PATH, otherwise the pinned version
   */
  readonly servers?: WantedServers;
  /**
   * Networks that the nodes and their tasks reach in addition to the internet, each an address or a network such as `192.168.1.0/24`; an
   * empty list opens the internet alone. A running lab with another outbound path is an error.
   * @default - nothing outside of the lab is reached; this machine and its networks never, unless they are listed
   */
  readonly egress?: readonly string[];
  /** Where images come from that are not in the cache. It has no effect on a running lab. */
  readonly images?: ImageSources;
  /** @default - shown on standard error */
  readonly progress?: Progress;
  /**
   * Called when the lab has its programs and starts its processes, which leaves most of the processors free.
   * @default - nothing else is done
   */
  readonly onPrograms?: () => void;
  /** Aborts the start: the lab is removed and the promise is rejected. @default - never */
  readonly signal?: AbortSignal;
}

/** Longest time of a step of the start, in milliseconds. A step usually takes 1 to 5 seconds. */
const STEP_LIMIT = 120_000;

/**
 * Starts a lab and returns when it is ready: ACLs are bootstrapped, and every node is ready with healthy drivers. A running
 * lab is left as it is. The rest of an interrupted lab is removed first.
 *
 * @throws Error if this host lacks a program, if a tool cannot be built, if a running lab with this name has another number of
 * nodes, another TLS setting, or other servers, or if a step fails; then nothing is left of the lab.
 */
export async function labUp(options: LabUpOptions = {}): Promise<Lab> {
  const name = options.name ?? defaultLabName;
  const count = options.nodes ?? 1;
  const progress = options.progress ?? terminalProgress();
  labPaths(name);
  checkRights();
  const topology = wantedTopology(options);
  const like = options.like && digestOf(options.like);
  const egress = options.egress?.map(parseNetwork);
  return withLabLock(
    name,
    () => progress.note(`another command is starting lab "${name}", waiting for it`),
    async () => {
      const existing = findLab(name);
      if (existing) {
        const differs =
          options.nodes !== undefined && existing.nodes.length !== count
            ? `with ${existing.nodes.length} ${existing.nodes.length === 1 ? "node" : "nodes"}, not ${count}`
            : like !== undefined && existing.like !== like
              ? `${existing.like === undefined ? "without --like" : "like another cluster, or like this one as it was"}`
              : options.tls !== undefined && options.tls !== (existing.tls !== undefined)
                ? `${options.tls ? "without" : "with"} TLS`
                : (differentEgress(existing.egress, egress) ??
                  (await differentServers(existing.servers, options.servers ?? {})));
        if (differs === undefined) {
          return existing;
        }
        throw new CodedError(
          "lab-differs",
          `lab "${name}" is already running ${differs}; run \`cdknomad lab down\` first, or start a second lab with \`--name\``,
        );
      }
      if (await labDown(name, progress)) {
        progress.note(`removed the rest of an interrupted lab "${name}"`);
      }
      const ingredients = await gather(progress, options.servers ?? {}, egress !== undefined);
      options.signal?.throwIfAborted();
      options.onPrograms?.();
      try {
        return await boot(name, topology, ingredients, progress, { ...options, ...(egress && { egress }) });
      } catch (error) {
        const logs = options.signal?.aborted ? undefined : keepLogs(name);
        await takeDown(name, progress);
        if (!logs) {
          throw error;
        }
        const code = error instanceof CodedError ? error.code : "lab-failed";
        throw new CodedError(code, `${reasonOf(error)}\n  the logs are kept in ${logs}`, { cause: error });
      }
    },
  );
}

/** @throws CodedError if options exclude each other, or if this machine is too small */
function wantedTopology({ like, nodes = 1, tls = hasTlsByDefault() }: LabUpOptions): Topology {
  if (like && tls) {
    throw new CodedError(
      "arguments-invalid",
      "--like: a lab like another cluster has no TLS yet; leave out --tls, and unset CDKNOMAD_LAB_TLS",
    );
  }
  return like ? topologyLike(like) : equalNodes(nodes);
}

const hasTlsByDefault = () => process.env.CDKNOMAD_LAB_TLS === "1";

/** Programs and files of every lab, independent of its name and size. */
interface Ingredients {
  readonly programs: Programs;
  readonly servers: Servers;
  readonly layers: Layers;
  readonly standIns: readonly StandIn[];
}

async function gather(progress: Progress, wanted: WantedServers, hasEgress: boolean): Promise<Ingredients> {
  await checkGivenServers(wanted);
  const layers = await ensureHostPrograms(progress);
  const stack = hasEgress ? await ensureHostPrograms(progress, egressPrograms) : { usr: [], etc: [] };
  const { nomad, consul, ...programs } = await buildPrograms(wanted, progress);
  return {
    programs: { ...programs, nomad: nomad.path, consul: consul.path },
    servers: { nomad, consul },
    layers: { usr: [...layers.usr, ...stack.usr], etc: layers.etc },
    standIns: await standIns(progress, layers),
  };
}

async function boot(
  name: string,
  topology: Topology,
  ingredients: Ingredients,
  progress: Progress,
  { signal, workloadIdentity = true, tls = hasTlsByDefault(), images = {}, egress, like }: LabUpOptions,
): Promise<Lab> {
  const { nodes } = topology;
  const hosts = [...new Set([...topology.servers, ...nodes])];
  const paths = labPaths(name);
  mkdirSync(paths.logDir, { recursive: true, mode: 0o700 });
  const management = { nomad: randomUUID(), consul: randomUUID() };
  writeSecretFile(paths.nomadToken, `${management.nomad}\n`);
  writeSecretFile(paths.consulToken, `${management.consul}\n`);
  const agents = hosts.map((node): AgentTokens => ({ node, consulAgent: randomUUID(), nomadAgent: randomUUID() }));
  const gossip = tls ? { nomad: gossipKey(), consul: gossipKey() } : undefined;
  const chroot = chrootFiles();
  for (const agent of agents) {
    writeHostFiles(paths.hostDir(agent.node.name), agent, topology, management.consul, gossip, chroot);
  }
  if (like) {
    writeFileSync(paths.inventory, inventoryText(like));
  }
  const pushPort = await freePushPort();
  writeEtc(paths.etc, pushPort);
  await prepareRegistry(paths, ingredients.programs.images, ingredients.standIns, pushPort, images);
  mkdirSync(path.join(paths.hostDir(network.client.name), "log"), { recursive: true });
  if (tls) {
    await progress.step("creating certificates", () => makeCertificates(paths, nodes, ingredients.programs));
  }

  const start = { name, topology, ingredients, tls, pushPort, egress: egress && egressOf(egress), like };
  const title = `starting ${hosts.map((node) => node.name).join(", ")}`;
  const record = await startSupervisor(start, title, progress);
  const lab = toLab(record);
  const hopeless = () => (isRunning(record) ? undefined : "the lab ended");
  const wait = <T>(what: string, attempt: () => Promise<T>) =>
    retry({ what, limit: STEP_LIMIT, signal, hopeless }, attempt);

  const [consul, nomad] = [consulApi(lab), nomadApi(lab)];
  await progress.step("Consul elects a leader", () => wait("Consul's leader", () => consul.get("/v1/acl/token/self")));
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
    wait("Nomad's nodes", () => expectNodesReady(nomad, topology)),
  );
  if (like?.nodes.some(({ csiPlugins }) => csiPlugins.length > 0)) {
    await progress.step("CSI plugins", () => startCsiPlugins(nomad, like));
  }
  signal?.throwIfAborted();
  writeRecord({ ...record, ready: true });
  return lab;
}

/** Keys that encrypt the gossip of a lab with TLS. */
interface Gossip {
  readonly nomad: string;
  readonly consul: string;
}

/** Returns 32 random bytes, like `nomad operator gossip keyring generate` and `consul keygen`. */
const gossipKey = () => randomBytes(32).toString("base64");

/** Writes the files that the agents of a host read. Files with secrets have mode 0600. */
function writeHostFiles(
  dir: string,
  agent: AgentTokens,
  topology: Topology,
  managementToken: string,
  gossip: Gossip | undefined,
  chroot: ChrootFiles,
): void {
  const { node, consulAgent: agentToken } = agent;
  const { servers, region, datacenter, scheduler } = topology;
  for (const folder of ["etc/cni", "log", "alloc", "consul", "nomad-server", "nomad-client"]) {
    mkdirSync(path.join(dir, folder), { recursive: true, mode: 0o755 });
  }
  const json = (content: object) => `${JSON.stringify(content, null, 2)}\n`;
  const consul = consulConfig({
    node,
    servers,
    datacenter,
    ...(topology.consulGrpcPort !== undefined && { grpcPort: topology.consulGrpcPort }),
    managementToken,
    agentToken,
    ...(gossip && { gossipKey: gossip.consul }),
  });
  writeSecretFile(path.join(dir, "etc", "consul.json"), json(consul));
  const tls = gossip !== undefined;
  const cluster = { node, servers, region, datacenter, tls };
  if (servers.includes(node)) {
    const gossipKey = gossip && { gossipKey: gossip.nomad };
    const server = nomadServerConfig({ ...cluster, ...gossipKey, ...(scheduler && { scheduler }) });
    writeSecretFile(path.join(dir, "etc", "nomad-server.json"), json(server));
  }
  writeSecretFile(path.join(dir, "etc", "nomad-consul.token"), `${agent.nomadAgent}\n`);
  if (topology.nodes.includes(node)) {
    writeClientFiles(dir, cluster, topology.shapeOf(node), chroot);
  }
}

/** Writes the files of a node's Nomad client and container engines, and the folders of its host volumes. */
function writeClientFiles(
  dir: string,
  cluster: NomadSettings,
  shape: NodeShape | undefined,
  chroot: ChrootFiles,
): void {
  const plain = (file: string, content: object) =>
    writeFileSync(path.join(dir, "etc", file), `${JSON.stringify(content, null, 2)}\n`);
  const cni = { cniPath: cniFolder(), cniConfigDir: "/run/node/etc/cni" };
  writeRootLinks(path.join(dir, "etc", "chroot"));
  plain("nomad-client.json", nomadClientConfig({ ...cluster, ...cni, infraImage, chroot, ...(shape && { shape }) }));
  for (const [file, network] of Object.entries(cniNetworks(cluster.node, shape))) {
    plain(path.join("cni", file), network);
  }
  writeFileSync(path.join(dir, "etc", "containerd.toml"), containerdConfig());
  if (!shape) {
    return;
  }
  const onNode = (folder: string) => path.join(dir, path.relative("/run/node", folder));
  mkdirSync(onNode(osOnNode), { recursive: true });
  writeFileSync(path.join(onNode(osOnNode), "os-release"), osRelease(shape));
  for (const { name } of shape.like.hostVolumes.filter(({ dynamic }) => !dynamic)) {
    mkdirSync(path.join(onNode(volumesOnNode), volumeFolder(name)), { recursive: true, mode: 0o777 });
  }
}

/** Writes the files that all hosts have in /etc in addition to this machine's own files. */
function writeEtc(dir: string, pushPort: number): void {
  mkdirSync(path.join(dir, "containers"), { recursive: true });
  const limits = parseLimits(readFileSync("/proc/self/limits", "utf8"));
  for (const [file, content] of Object.entries(podmanFiles(limits, pushPort))) {
    writeFileSync(path.join(dir, "containers", file), content);
  }
}

/** What a lab is started with. */
interface Start {
  readonly name: string;
  readonly topology: Topology;
  readonly ingredients: Ingredients;
  readonly tls: boolean;
  readonly pushPort: number;
  readonly egress: Egress | undefined;
  readonly like: Inventory | undefined;
}

async function startSupervisor(
  { name, topology, ingredients, tls, pushPort, egress, like }: Start,
  title: string,
  progress: Progress,
): Promise<LabRecord> {
  const paths = labPaths(name);
  const { programs, layers } = ingredients;
  const plan = renderPlan({ name, paths, topology, programs, tls, layers, pushPort, ...(egress && { egress }) });
  writeFileSync(paths.plan, JSON.stringify(plan, null, 2));
  const started = await runAsRoot(programs.supervisor, ["start", paths.plan], title, progress);
  if (started.code !== 0) {
    throw new CodedError("lab-failed", `lab "${name}" cannot start: ${started.stderr.trim()}`);
  }
  const { pid, forwards } = JSON.parse(started.stdout) as { pid: number; forwards: { nomad: string; consul: string } };
  const began = startTime(pid);
  if (began === undefined) {
    throw new CodedError("lab-failed", `lab "${name}" ended immediately after its start`);
  }
  const record: LabRecord = {
    name,
    nomadAddr: `${tls ? "https" : "http"}://${forwards.nomad}`,
    consulAddr: `${tls ? "https" : "http"}://${forwards.consul}`,
    registryAddr: `localhost:${pushPort}`,
    tls,
    nodes: topology.nodes,
    client: network.client,
    ...(topology.servers.includes(network.server) && { server: network.server }),
    ...(like && { like: digestOf(like) }),
    servers: ingredients.servers,
    ...(egress && { egress }),
    supervisor: { pid, startTime: began, program: programs.supervisor },
    ready: false,
  };
  writeRecord(record);
  return record;
}

/** Bootstraps ACLs with the chosen management token. A retry finds the token working. */
async function bootstrapNomad(nomad: NomadClient): Promise<void> {
  try {
    const body = { BootstrapSecret: nomad.access.token };
    await nomad.request("POST", "/v1/acl/bootstrap", { body, token: "" });
  } catch (error) {
    if (!(error instanceof ApiError && error.message.includes("ACL bootstrap already done"))) {
      throw error;
    }
    await nomad.get("/v1/acl/token/self");
  }
}

/** The fields of Nomad's node that are read here. */
interface NomadNode {
  readonly ID: string;
  readonly Name: string;
  readonly Status: string;
  readonly Drivers: Readonly<Record<string, { readonly Healthy: boolean }>>;
  readonly Attributes: Readonly<Record<string, string>>;
}

async function expectNodesReady(nomad: NomadClient, { nodes, shapeOf }: Topology): Promise<void> {
  const stubs = await nomad.get<Pick<NomadNode, "ID">[]>("/v1/nodes");
  if (stubs.length < nodes.length) {
    throw new CodedError("lab-failed", `${stubs.length} of ${nodes.length} nodes have registered`);
  }
  for (const { ID } of stubs) {
    const node = await nomad.get<NomadNode>(`/v1/node/${ID}`);
    if (node.Status !== "ready") {
      throw new CodedError("lab-failed", `${node.Name} is ${node.Status}`);
    }
    const host = nodes.find((each) => nodeNameOf(each) === node.Name);
    const wanted = host && shapeOf(host)?.like.drivers;
    for (const driver of ["docker", "podman"].filter((each) => wanted === undefined || wanted.includes(each))) {
      if (!node.Drivers[driver]?.Healthy) {
        throw new CodedError("lab-failed", `${node.Name}: driver ${driver} is not healthy`);
      }
    }
    if (!node.Attributes["consul.version"]) {
      throw new CodedError("lab-failed", `${node.Name} does not see Consul`);
    }
  }
}
