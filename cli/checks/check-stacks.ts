import { ConsulClient, NomadClient } from "../../clients";
import type { StateRight } from "../../constructs/consul/state-policy";
import { reasonOf } from "../../errors";
import { consulAccess, nomadAccess } from "../stack/access";
import { backendOf } from "../stack/backend";
import type { Stack } from "../stack/stack";
import type { PullState } from "../stack/state-text";
import { backendFindings, consulFindings } from "./consul-token";
import { type Finding, problem, unknown } from "./finding";
import { httpStateFindings } from "./http-state";
import { needsOf } from "./needs";
import { missingRights, tokenRights } from "./nomad-token";
import { nomadsOf } from "./stack-accesses";
import { lockFinding, lockOf } from "./state-lock";
import { consulMembers, type Member, nodeVersionFindings, nomadMembers, versionFindings } from "./versions";
import { vulnerabilityFindings } from "./vulnerabilities";

/** Who holds the locks of the stacks' states. One request a stack, none for a local state. */
export async function checkLocks(stacks: readonly Stack[]): Promise<readonly Finding[]> {
  const locks = await Promise.all(stacks.map((stack) => lockOf(stack)));
  return locks.flatMap((lock) => (lock ? [lockFinding(lock)] : []));
}

/**
 * Whether the states can be reached, and the servers, by tokens that they know. A few requests, whatever the stacks hold.
 *
 * @param right what is done with the states
 */
export async function checkAccess(stacks: readonly Stack[], right: StateRight): Promise<readonly Finding[]> {
  const states = stacks.map(async (stack) => {
    const backend = backendOf(stack);
    return backend.kind === "consul" ? backendFindings(stack.name, backend, right) : [];
  });
  const tokens = nomadsOf(stacks).map(checkToken);
  return (await Promise.all([...states, ...tokens])).flat();
}

/**
 * Whether the states that are neither in files nor in Consul can be read. For doctor: a plan reads them with Terraform.
 *
 * @param pull reads those that only Terraform reads. @default - there is no Terraform
 */
export async function checkOtherStates(stacks: readonly Stack[], pull?: PullState): Promise<readonly Finding[]> {
  const found = stacks.map(async (stack) => {
    const backend = backendOf(stack);
    if (backend.kind === "http" && !(backend.hasCertificates && pull)) {
      return httpStateFindings(stack.name, backend);
    }
    return backend.kind === "http" || backend.kind === "other" ? pulledFindings(stack, pull) : [];
  });
  return (await Promise.all(found)).flat();
}

/** Whether Terraform can read a state. */
async function pulledFindings(stack: Stack, pull: PullState | undefined): Promise<readonly Finding[]> {
  if (!pull) {
    const place = Object.keys(stack.backend).join();
    return [unknown(`${stack.name}: only Terraform reads its state in ${place}; install it to see whether it can`)];
  }
  try {
    await pull(stack);
    return [];
  } catch (error) {
    return [problem("state-unreachable", reasonOf(error))];
  }
}

/** Whether Nomad answers, to a token that it knows. */
export async function checkToken(nomad: NomadClient): Promise<Finding[]> {
  const rights = await tokenRights(nomad);
  return rights.kind === "unknown" ? [rights.finding] : [];
}

/** Whether the tokens may do all that an apply of the stacks takes, with the rules to add where they may not. */
export async function checkRights(stacks: readonly Stack[]): Promise<readonly Finding[]> {
  const found = stacks.map(async (stack) => {
    const [nomad, consul] = [nomadAccess(stack), consulAccess(stack)];
    return [
      ...(nomad ? missingRights(stack.name, needsOf(stack), await tokenRights(new NomadClient(nomad))) : []),
      ...(consul ? await consulFindings(stack, new ConsulClient(consul)) : []),
    ];
  });
  return (await Promise.all(found)).flat();
}

/** Whether the servers of Consul are of versions that this one is made for. */
export async function checkConsulServers(consul: ConsulClient): Promise<readonly Finding[]> {
  const members = await consulMembers(consul);
  return typeof members === "string" ? [unknown(members)] : versionFindings("consul", members);
}

/**
 * Whether the servers of Nomad are of versions that this one is made for, its nodes have the same version, and none of them has known
 * vulnerabilities.
 *
 * @param nodes the nodes of the cluster; empty if the token may not read them
 * @param isLab whether the cluster is a lab, for which vulnerabilities are not reported, because it is thrown away
 */
export async function checkNomadVersions(
  nomad: NomadClient,
  nodes: readonly Member[],
  isLab: boolean,
): Promise<readonly Finding[]> {
  const servers = await nomadMembers(nomad);
  return typeof servers === "string"
    ? [unknown(servers)]
    : [
        ...versionFindings("nomad", servers),
        ...nodeVersionFindings(servers, nodes),
        ...(isLab ? [] : vulnerabilityFindings([...servers, ...nodes])),
      ];
}
