import { existsSync } from "node:fs";
import { inParallel } from "../../clients";
import type { ResourceReport, StackReport } from "../report/report";
import type { Stack } from "../stack/stack";
import { planFileOf } from "./folder";
import { inMoveOrder, unplannedTarget } from "./move-order";
import { findMoves, type Move, stateInPlan } from "./moves";
import { type Blocks, withOverlay } from "./overlay";

/** How many stacks are planned at the same time: Terraform takes hundreds of megabytes for a stack with a thousand jobs. */
const MOST_AT_ONCE = 8;

/** Plans one stack, in another folder than its own if one is given. */
type Plan = (stack: Stack, folder?: string) => Promise<StackReport>;

/**
 * Plans stacks, and plans those again between which an object moves: the new stack imports it, and the old one forgets it, so that
 * nothing happens to the object.
 *
 * @param program all stacks of the program, also those that are not planned
 * @param folder the folder with the saved plans
 */
export async function planWithMoves(
  stacks: readonly Stack[],
  program: readonly Stack[],
  folder: string,
  plan: Plan,
): Promise<StackReport[]> {
  const reports = await inParallel(stacks, (stack) => plan(stack), MOST_AT_ONCE);
  if (program.length < 2 || !reports.some(mayLose)) {
    return reports;
  }
  const states = stacks.flatMap((stack) => {
    const file = planFileOf(folder, stack.name);
    return existsSync(file) ? { stack, resources: stateInPlan(file) } : [];
  });
  const all = findMoves(states, program);
  const isPlanned = ({ to }: Move) => states.some(({ stack }) => stack.name === to.stack);
  const moves = all.filter(isPlanned);
  const unplanned = all.filter((move) => !isPlanned(move));
  const again = await Promise.all(
    reports.map(async (report) => {
      const stack = stacks.find(({ name }) => name === report.name);
      const blocks = blocksFor(report.name, moves);
      const planned = stack && blocks ? await withOverlay(stack, blocks, (its) => plan(stack, its)) : report;
      return withRefusals(planned, unplanned);
    }),
  );
  return moves.length === 0
    ? again
    : inMoveOrder(
        again.map((report) => marked(report, moves)),
        moves,
      );
}

/** Whether a plan destroys something or failed, perhaps because a guard refused that. */
export function mayLose({ resources, problems }: StackReport): boolean {
  return resources.some(({ action }) => action === "delete") || problems.some(({ level }) => level === "error");
}

/** Returns the blocks for a stack; nothing if it takes no part in a move. */
function blocksFor(name: string, moves: readonly Move[]): Blocks | undefined {
  const imports = moves.flatMap(({ to, importId }) =>
    to.stack === name && importId !== undefined ? { to: to.address, id: importId } : [],
  );
  const removed = moves
    .filter(({ from }) => from.stack === name)
    .map(({ from }) => ({ from: from.address, lifecycle: { destroy: false } }));
  return imports.length + removed.length === 0
    ? undefined
    : { ...(imports.length > 0 && { import: imports }), ...(removed.length > 0 && { removed }) };
}

function withRefusals(report: StackReport, unplanned: readonly Move[]): StackReport {
  const own = unplanned.filter(({ from }) => from.stack === report.name);
  return own.length === 0 ? report : { ...report, problems: [...report.problems, ...own.map(unplannedTarget)] };
}

/** Terraform's warning that a state forgets objects, which says that no state has them afterwards. */
const FORGETS = "Some objects will no longer be managed by Terraform";

/** Adds both stacks to each resource of the report that moves. */
function marked(report: StackReport, moves: readonly Move[]): StackReport {
  const moveOf = ({ address }: ResourceReport) =>
    moves.find(({ from, to }) => [from, to].some((side) => side.stack === report.name && side.address === address));
  const resources = report.resources.map((resource) => {
    const move = moveOf(resource);
    return move ? { ...resource, moved: { from: move.from.stack, to: move.to.stack } } : resource;
  });
  const isWrong = resources.every(({ action, moved }) => action !== "forget" || moved !== undefined);
  const problems = report.problems.filter(({ summary }) => !isWrong || summary !== FORGETS);
  return { ...report, resources, problems };
}
