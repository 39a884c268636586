import { existsSync } from "node:fs";
import { type KeptAddresses, keptAddressesVariable } from "../../constructs/kept-addresses-variable";
import type { Problem, StackReport } from "../report/report";
import { identityOf } from "../stack/identity";
import type { Stack } from "../stack/stack";
import { planFileOf } from "./folder";
import { type StateResource, stateInPlan } from "./moves";
import { mayLose } from "./plan-with-moves";

/** An object that the program would move to another address only because of the order of its declarations. */
export interface OrderMove {
  readonly object: string;
  /** The address in the state. */
  readonly from: string;
  /** The address in the program. */
  readonly to: string;
}

/** The suffix of an address that several objects can have. */
const SUFFIX = /^_[0-9a-f]{8}$/;

/** Returns the objects of a stack that have an address with a suffix in either the state or the program, and the one without in the other. */
export function orderMoves(stack: Stack, state: readonly StateResource[]): OrderMove[] {
  const before = new Map(state.map((one) => [`${one.type} ${identityOf(one.type, one.values)}`, one.address]));
  return stack.resources().flatMap(({ address: to, type, values }) => {
    const object = identityOf(type, values);
    const from = object === undefined ? undefined : before.get(`${type} ${object}`);
    const isSuffix = (long: string, short: string) => long.startsWith(short) && SUFFIX.test(long.slice(short.length));
    const isByOrder = from !== undefined && (isSuffix(from, to) || isSuffix(to, from));
    return object !== undefined && isByOrder && !stack.movedFrom.includes(from) ? [{ object, from, to }] : [];
  });
}

/** Returns the addresses that the objects of planned stacks keep; empty if no address depends on the order of the declarations. */
export function keptAddresses(stacks: readonly Stack[], folder: string): KeptAddresses {
  return Object.fromEntries(
    stacks.flatMap((stack) => {
      const file = planFileOf(folder, stack.name);
      const moves = existsSync(file) ? orderMoves(stack, stateInPlan(file)) : [];
      const free = moves.filter(({ from, to }) => from.length > to.length).map(({ to }) => [to, ""]);
      const kept = moves.filter(({ from, to }) => from.length < to.length).map(({ from, to }) => [from, to]);
      return moves.length === 0 ? [] : [[stack.name, Object.fromEntries([...free, ...kept])]];
    }),
  );
}

/** The planned stacks, all stacks of the program, and the reports. */
interface Planned {
  readonly stacks: readonly Stack[];
  readonly program: readonly Stack[];
  readonly reports: readonly StackReport[];
}

/**
 * Returns planned stacks in which each object keeps the address of the state. If the order of the declarations would move one, the
 * program runs again with the addresses to keep, and its stacks are planned again.
 *
 * @param folder the folder with the saved plans
 * @param synthesize runs the program with additional environment variables
 * @param plan plans stacks of a program
 */
export async function keepingAddresses(
  planned: Planned,
  folder: string,
  synthesize: (variables: NodeJS.ProcessEnv) => Promise<readonly Stack[]>,
  plan: (stacks: readonly Stack[], program: readonly Stack[]) => Promise<readonly StackReport[]>,
): Promise<Planned> {
  const changed = new Set(planned.reports.filter(mayMove).map(({ name }) => name));
  const kept = keptAddresses(
    planned.stacks.filter(({ name }) => changed.has(name)),
    folder,
  );
  if (Object.keys(kept).length === 0) {
    return planned;
  }
  const program = await synthesize(keptAddressesVariable(kept));
  const names = new Set(planned.stacks.map(({ name }) => name));
  const stacks = program.filter(({ name }) => names.has(name));
  const reports = (await plan(stacks, program)).map((report) => {
    const own = kept[report.name];
    return own ? { ...report, problems: [...report.problems, keptAddressesProblem(own)] } : report;
  });
  return { stacks, program, reports };
}

/** Whether a plan may move an object to another address. Without that, no state has to be read. */
function mayMove(report: StackReport): boolean {
  return mayLose(report) || report.resources.some(({ action }) => action === "replace");
}

/** Returns the warning about the addresses that a stack keeps only because `cdknomad plan` reads the state. */
function keptAddressesProblem(kept: Readonly<Record<string, string>>): Problem {
  const addresses = Object.keys(kept).sort();
  // no code: nothing is wrong, and the detail says all that there is to do
  return {
    level: "warning",
    summary: `the order of the declarations would move objects to or from ${addresses.join(", ")}; they keep the addresses of the state`,
    detail:
      "Terraform and cdktf alone do not know this and would refuse the plan: declare the objects that the state has without a suffix first",
  };
}
