import { existsSync } from "node:fs";
import path from "node:path";
import { findLab, type Lab } from "../../../lab";
import { consulTlsFiles, nomadTlsFiles } from "../../../tools/tls-files";
import { backendOf, configurationOf } from "../../checks/backend";
import { checkIdentity, checkNodes } from "../../checks/check-cluster";
import { checkAccess, checkLocks, checkRights, checkServers, checkToken } from "../../checks/check-stacks";
import { clockFindings } from "../../checks/clocks";
import { problem, unknown } from "../../checks/finding";
import type { Access } from "../../checks/http";
import { machineFindings, thisMachine } from "../../checks/machine";
import { type Made, madeBy } from "../../checks/made";
import { reach } from "../../checks/reach";
import { consulsOf, isFor, nomadsOf } from "../../checks/stack-accesses";
import type { Product } from "../../checks/unreachable";
import { ourProviders, providerFindings } from "../../checks/versions";
import { chooseStacks } from "../../choose-stacks";
import { type Stack, synthesize } from "../../plan/synthesize";
import { type Told, tell } from "./diagnosis";

/** All that was looked at, and what was found. */
export interface Diagnosed {
  /** The stacks of the project. @default - there is no project here, or its program failed */
  readonly stacks?: readonly Stack[];
  readonly told: readonly Told[];
  /** The clusters of Nomad that answer to the token. */
  readonly nomads: readonly Access[];
}

/**
 * Looks at this machine, the project in the folder and the clusters that it is for; where there is no project, at the
 * cluster that the environment names, else at the lab.
 *
 * @param names of stacks; all without
 * @param lab the lab's name
 */
export async function diagnose(folder: string, names: readonly string[], lab: string): Promise<Diagnosed> {
  const project = existsSync(path.join(folder, "cdktf.json"));
  const machine = await thisMachine();
  const synthesized = project ? await synthesizeHere(folder) : [];
  if (typeof synthesized === "string") {
    const told = [
      ...tell("machine", machineFindings(machine, true)),
      ...tell("program", [problem(`the program of this folder does not synthesize: ${synthesized}`)]),
    ];
    return { told, nomads: [] };
  }
  const stacks = chooseStacks(synthesized, names);
  const where = project ? { nomads: nomadsOf(stacks), consuls: consulsOf(stacks) } : clusterOf(process.env, lab);
  const [nomads, consuls] = await Promise.all([reachAll("nomad", where.nomads), reachAll("consul", where.consuls)]);
  const [tokens, ofStacks, servers] = await Promise.all([
    Promise.all(nomads.able.map(async (nomad) => ({ nomad, findings: await checkToken(nomad) }))),
    lookAtStacks(stacks, nomads.able),
    Promise.all([
      ...nomads.able.map((nomad) => checkServers("nomad", nomad)),
      ...consuls.able.map((consul) => checkServers("consul", consul)),
    ]),
  ]);
  const known = tokens.filter(({ findings }) => findings.length === 0).map(({ nomad }) => nomad);
  const consul = consuls.able[0] ?? consulOf(process.env) ?? labConsul(where.nomads, findLab(lab));
  const clusters = await Promise.all(
    known.map((nomad) =>
      lookAtCluster(nomad, consul, madeBy(stacks.filter((stack) => isFor(stack, nomad)).map(configurationOf))),
    ),
  );
  const clocks = [...nomads.clocks, ...consuls.clocks, ...clusters.flatMap((cluster) => cluster.clocks)];
  return {
    ...(project && { stacks }),
    told: [
      ...tell(
        "machine",
        machineFindings(
          machine,
          stacks.some((stack) => ourProviders(stack).length > 0),
        ),
      ),
      ...tell("reach", where.nomads.length + where.consuls.length > 0 ? [] : [unknown(nothingNamed)]),
      ...nomads.told,
      ...consuls.told,
      ...tell(
        "token",
        tokens.flatMap(({ findings }) => findings),
      ),
      ...ofStacks,
      ...tell("version", servers.flat()),
      ...tell("provider", stacks.flatMap(providerFindings)),
      ...tell("clock", clockFindings(clocks)),
      ...clusters.flatMap((cluster) => cluster.told),
    ],
    nomads: known,
  };
}

const nothingNamed =
  "no cluster was looked at: there is no cdktf.json here, NOMAD_ADDR and CONSUL_HTTP_ADDR are not set, and no lab is up; run this in a project, or set one of them";

/** @returns why the program failed, if it did */
async function synthesizeHere(folder: string): Promise<readonly Stack[] | string> {
  try {
    return await synthesize(folder);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Where a person's own commands go, by the variables that all of Nomad's and Consul's tools read; else the lab. */
function clusterOf(environment: NodeJS.ProcessEnv, labName: string): { nomads: Access[]; consuls: Access[] } {
  const nomad = nomadOf(environment);
  const consul = consulOf(environment);
  const lab = findLab(labName);
  if (nomad || consul || !lab) {
    return { nomads: nomad ? [nomad] : [], consuls: consul ? [consul] : [] };
  }
  const ofLab: Access = { address: lab.nomadAddr, token: lab.nomadToken(), ...(lab.tls && { tls: lab.tls.nomad }) };
  return { nomads: [ofLab], consuls: [consulOfLab(lab)] };
}

function nomadOf({ NOMAD_ADDR, NOMAD_TOKEN, ...environment }: NodeJS.ProcessEnv): Access | undefined {
  return NOMAD_ADDR ? { address: NOMAD_ADDR, token: NOMAD_TOKEN ?? "", tls: nomadTlsFiles(environment) } : undefined;
}

function consulOf({ CONSUL_HTTP_ADDR, CONSUL_HTTP_TOKEN, ...environment }: NodeJS.ProcessEnv): Access | undefined {
  return CONSUL_HTTP_ADDR
    ? { address: CONSUL_HTTP_ADDR, token: CONSUL_HTTP_TOKEN ?? "", tls: consulTlsFiles(environment) }
    : undefined;
}

/** A stack of the lab that makes nothing in Consul does not say where it is. */
function labConsul(nomads: readonly Access[], lab: Lab | undefined): Access | undefined {
  return lab && nomads.some(({ address }) => address === lab.nomadAddr) ? consulOfLab(lab) : undefined;
}

function consulOfLab(lab: Lab): Access {
  return { address: lab.consulAddr, token: lab.consulToken(), ...(lab.tls && { tls: lab.tls.consul }) };
}

async function reachAll(product: Product, accesses: readonly Access[]) {
  const reached = await Promise.all(accesses.map(async (access) => ({ access, ...(await reach(product, access)) })));
  return {
    told: tell(
      "reach",
      reached.flatMap(({ findings }) => findings),
    ),
    able: reached.filter(({ answers }) => answers).map(({ access }) => access),
    clocks: reached.flatMap(({ clocks }) => clocks),
  };
}

/** States, locks and rights; of a cluster that does not answer no more is asked. */
async function lookAtStacks(stacks: readonly Stack[], able: readonly Access[]): Promise<Told[]> {
  const answering = stacks.filter((stack) => able.some((nomad) => isFor(stack, nomad)));
  const inConsul = stacks.filter((stack) => backendOf(stack).kind === "consul");
  const [states, locks, rights] = await Promise.all([
    checkAccess([...new Set([...answering, ...inConsul])], "write"),
    checkLocks(stacks),
    checkRights(answering),
  ]);
  return [...tell("state", states), ...tell("lock", locks), ...tell("rights", rights)];
}

async function lookAtCluster(nomad: Access, consul: Access | undefined, made: Made) {
  const [nodes, identity] = await Promise.all([checkNodes(nomad, made), checkIdentity(nomad, consul, made)]);
  const told = [...tell("identity", identity), ...tell("placement", nodes.placement), ...tell("port", nodes.ports)];
  return { told, clocks: nodes.clocks };
}
