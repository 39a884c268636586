import type { StateRight } from "../../constructs/consul/state-policy";
import { nomadAccess } from "../plan/nomad-jobs";
import type { Stack } from "../plan/synthesize";
import { backendOf, configurationOf, consulAccess } from "./backend";
import { backendFindings, consulFindings } from "./consul-token";
import { type Finding, unknown } from "./finding";
import type { Access } from "./http";
import { needsOf } from "./needs";
import { missingRights, tokenRights } from "./nomad-token";
import { nomadsOf } from "./stack-accesses";
import { lockFinding, lockOf } from "./state-lock";
import type { Product } from "./unreachable";
import { consulMembers, nomadMembers, versionFindings } from "./versions";

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

/** Whether Nomad answers, to a token that it knows. */
export async function checkToken(nomad: Access): Promise<Finding[]> {
  const rights = await tokenRights(nomad);
  return rights.kind === "unknown" ? [rights.finding] : [];
}

/** Whether the tokens may do all that an apply of the stacks takes, with the rules to add where they may not. */
export async function checkRights(stacks: readonly Stack[]): Promise<readonly Finding[]> {
  const found = stacks.map(async (stack) => {
    const configuration = configurationOf(stack);
    const [nomad, consul] = [nomadAccess(stack.folder), consulAccess(stack)];
    return [
      ...(nomad ? missingRights(stack.name, needsOf(configuration), await tokenRights(nomad)) : []),
      ...(consul ? await consulFindings(stack.name, configuration, consul) : []),
    ];
  });
  return (await Promise.all(found)).flat();
}

/** Whether the servers are of versions that this one is made for. */
export async function checkServers(product: Product, access: Access): Promise<readonly Finding[]> {
  const members = await (product === "nomad" ? nomadMembers(access) : consulMembers(access));
  return typeof members === "string" ? [unknown(members)] : versionFindings(product, members);
}
