import { existsSync } from "node:fs";
import path from "node:path";
import {
  type ApiClient,
  ConsulClient,
  consulFromEnvironment,
  NomadClient,
  nomadFromEnvironment,
} from "../../../clients";
import { reasonOf } from "../../../errors";
import { consulApi, nomadApi } from "../../../lab/apis";
import { findLab } from "../../../lab/lab";
import { checkIdentity, checkNodes, type NodesChecked } from "../../checks/check-cluster";
import { checkToken } from "../../checks/check-stacks";
import type { Clock } from "../../checks/clocks";
import { type Finding, problem, unknown } from "../../checks/finding";
import { labFindings, requireLabOfShell } from "../../checks/lab-running";
import { type Machine, thisMachine } from "../../checks/machine";
import { reach } from "../../checks/reach";
import { checkClusters } from "../../checks/same-cluster";
import { consulsOf, isFor, nomadsOf } from "../../checks/stack-accesses";
import { contentsOf } from "../../checks/stack-contents";
import { chooseStacks } from "../../choose-stacks";
import { synthesize } from "../../program/synthesize";
import type { Stack } from "../../stack/stack";
import type { PullState } from "../../stack/state-text";
import { pullStateAnywhere } from "../../terraform/pull-state";

/** Servers that were asked for their leader. */
export interface Reached<Client extends ApiClient> {
  readonly findings: readonly Finding[];
  /** The servers that answer. */
  readonly answering: readonly Client[];
  readonly clocks: readonly Clock[];
}

/** What the nodes of all clusters showed, and how workloads log in to Consul there. */
export interface ClustersChecked extends NodesChecked {
  readonly nomad: NomadClient;
  readonly identity: readonly Finding[];
}

/**
 * What doctor examines: this machine, the stacks of the project in a folder, and their clusters. Without a project it is
 * the cluster of NOMAD_ADDR and CONSUL_HTTP_ADDR, otherwise the lab. Each request is sent once, when a check first needs it.
 */
export class Subject {
  /** The stacks to examine; empty without a project. */
  readonly stacks: readonly Stack[];
  readonly nomads: Promise<Reached<NomadClient>>;
  readonly consuls: Promise<Reached<ConsulClient>>;
  /** The Nomad servers that answer, with the findings about the token. */
  readonly tokens: Promise<readonly { readonly nomad: NomadClient; readonly findings: readonly Finding[] }[]>;
  /** The Nomad servers that accept the token. */
  readonly accepting: Promise<readonly NomadClient[]>;
  readonly clusters: Promise<readonly ClustersChecked[]>;
  /** Reads a state, each one once; undefined if there is no Terraform. */
  readonly pull: PullState | undefined;

  private constructor(
    readonly machine: Machine,
    synthesized: readonly Stack[],
    /** Whether the folder has a project. */
    readonly isProject: boolean,
    labName: string,
    /** Why nothing else is examined: the program failed, its lab is not running, or another cluster answers. Usually empty. */
    readonly failures: readonly Finding[] = [],
  ) {
    this.stacks = synthesized;
    const configured = isProject
      ? { nomads: nomadsOf(synthesized), consuls: consulsOf(synthesized) }
      : configuredClients(process.env, labName);
    const isNothingConfigured = failures.length === 0 && configured.nomads.length + configured.consuls.length === 0;
    this.nomads = reachAll(configured.nomads, isNothingConfigured ? [NOTHING_CONFIGURED] : []);
    this.consuls = reachAll(configured.consuls);
    this.tokens = this.nomads.then(({ answering }) =>
      Promise.all(answering.map(async (nomad) => ({ nomad, findings: await checkToken(nomad) }))),
    );
    this.accepting = this.tokens.then((tokens) =>
      tokens.filter(({ findings }) => findings.length === 0).map(({ nomad }) => nomad),
    );
    this.clusters = this.examineClusters(labName);
    this.pull = machine.terraform && pullOnce(machine.terraform.path);
  }

  /**
   * Synthesizes the project of a folder, if there is one.
   *
   * @param names stacks to examine; all if empty
   * @param labName the lab to examine if nothing else is configured
   * @throws Error if there is no stack of a name
   */
  static async of(folder: string, names: readonly string[], labName: string): Promise<Subject> {
    const isProject = existsSync(path.join(folder, "cdktf.json"));
    const machine = await thisMachine();
    const synthesized = isProject ? await synthesizeOrFail(folder) : [];
    if ("code" in synthesized) {
      return new Subject(machine, [], isProject, labName, [synthesized]);
    }
    const stacks = chooseStacks(synthesized, names);
    if (!isProject) {
      requireLabOfShell(process.env);
    }
    const labs = labFindings(stacks);
    const failures = labs.length > 0 ? labs : await checkClusters(stacks);
    return failures.length > 0
      ? new Subject(machine, [], isProject, labName, failures)
      : new Subject(machine, stacks, isProject, labName);
  }

  /** The stacks whose Nomad server answers. */
  async reachableStacks(): Promise<readonly Stack[]> {
    const { answering } = await this.nomads;
    return this.stacks.filter((stack) => answering.some((nomad) => isFor(stack, nomad)));
  }

  private async examineClusters(labName: string): Promise<readonly ClustersChecked[]> {
    const [accepting, { answering }] = await Promise.all([this.accepting, this.consuls]);
    const consul = answering[0] ?? consulFromVariables(process.env) ?? labConsul(accepting, labName);
    return Promise.all(
      accepting.map(async (nomad) => {
        const contents = contentsOf(this.stacks.filter((stack) => isFor(stack, nomad)));
        const [nodes, identity] = await Promise.all([
          checkNodes(nomad, contents),
          checkIdentity(nomad, consul, contents),
        ]);
        return { ...nodes, nomad, identity };
      }),
    );
  }
}

const NOTHING_CONFIGURED = unknown(
  "no cluster was checked: there is no cdktf.json here, NOMAD_ADDR and CONSUL_HTTP_ADDR are not set, and no lab is running; run this in a project, or set one of them",
);

function pullOnce(program: string): PullState {
  const pulled = new Map<Stack, Promise<string>>();
  return (stack) => {
    const state = pulled.get(stack) ?? pullStateAnywhere(stack, program);
    pulled.set(stack, state);
    return state;
  };
}

/** The stacks of the program, or the finding that the program failed. */
async function synthesizeOrFail(folder: string): Promise<readonly Stack[] | Finding> {
  try {
    return await synthesize(folder);
  } catch (error) {
    return problem("program-failed", `the program of this folder does not synthesize: ${reasonOf(error)}`);
  }
}

async function reachAll<Client extends ApiClient>(
  clients: readonly Client[],
  findings: readonly Finding[] = [],
): Promise<Reached<Client>> {
  const reached = await Promise.all(clients.map(async (client) => ({ client, ...(await reach(client)) })));
  return {
    findings: [...findings, ...reached.flatMap((each) => each.findings)],
    answering: reached.filter(({ answers }) => answers).map(({ client }) => client),
    clocks: reached.flatMap(({ clocks }) => clocks),
  };
}

/** Clients by the variables that the servers' own commands read, otherwise for the lab. */
function configuredClients(
  env: NodeJS.ProcessEnv,
  labName: string,
): { readonly nomads: readonly NomadClient[]; readonly consuls: readonly ConsulClient[] } {
  const nomad = env.NOMAD_ADDR ? new NomadClient(nomadFromEnvironment(env)) : undefined;
  const consul = consulFromVariables(env);
  const lab = findLab(labName);
  if (nomad || consul || !lab) {
    return { nomads: nomad ? [nomad] : [], consuls: consul ? [consul] : [] };
  }
  return { nomads: [nomadApi(lab)], consuls: [consulApi(lab)] };
}

function consulFromVariables(env: NodeJS.ProcessEnv): ConsulClient | undefined {
  return env.CONSUL_HTTP_ADDR ? new ConsulClient(consulFromEnvironment(env)) : undefined;
}

/** Consul of the lab: a stack of the lab without resources in Consul does not name its address. */
function labConsul(nomads: readonly NomadClient[], labName: string): ConsulClient | undefined {
  const lab = findLab(labName);
  return lab && nomads.some(({ access }) => access.address === lab.nomadAddr) ? consulApi(lab) : undefined;
}
