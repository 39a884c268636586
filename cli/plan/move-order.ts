import { withCode } from "../../errors";
import type { Problem, ResourceReport, StackReport } from "../report/report";
import type { Move } from "./moves";

/**
 * Returns the reports in an order in which each move can be applied: the new stack writes its state before the old one forgets the
 * object. A stack that only forgets moved objects need not be applied before the stacks that depend on it. A report whose
 * moves have no such order gets an error.
 */
export function inMoveOrder(reports: readonly StackReport[], moves: readonly Move[]): StackReport[] {
  const forgetful = new Set(reports.filter((report) => onlyForgets(report, moves)).map(({ name }) => name));
  const declared = new Map(reports.map(({ name, dependencies }) => [name, dependencies]));
  const without = (names: readonly string[]): string[] =>
    names.flatMap((name) => (forgetful.has(name) ? without(declared.get(name) ?? []) : [name]));
  const ordered = reports.map((report) => {
    const targets = moves.filter(({ from }) => from.stack === report.name).map(({ to }) => to.stack);
    return { ...report, dependencies: [...new Set([...without(report.dependencies), ...targets])] };
  });
  const impossible = moves.filter(({ from, to }) => reaches(to.stack, from.stack, ordered));
  if (impossible.length > 0) {
    return reports.map((report) => ({
      ...report,
      problems: [...report.problems, ...impossible.filter(({ from }) => from.stack === report.name).map(refusal)],
    }));
  }
  return sorted(ordered);
}

function onlyForgets({ name, resources, outputs = [] }: StackReport, moves: readonly Move[]): boolean {
  const left = new Set(moves.filter(({ from }) => from.stack === name).map(({ from }) => from.address));
  const isLeft = ({ action, address }: ResourceReport) =>
    action === "none" || (action === "forget" && left.has(address));
  return left.size > 0 && outputs.length === 0 && resources.every(isLeft);
}

/** Whether a stack is applied after another one. */
function reaches(stack: string, other: string, reports: readonly StackReport[], seen = new Set<string>()): boolean {
  if (seen.has(stack)) {
    return false;
  }
  seen.add(stack);
  const { dependencies = [] } = reports.find(({ name }) => name === stack) ?? {};
  return dependencies.some((name) => name === other || reaches(name, other, reports, seen));
}

function sorted(reports: readonly StackReport[]): StackReport[] {
  const done: StackReport[] = [];
  const visit = (report: StackReport) => {
    if (done.includes(report)) {
      return;
    }
    for (const dependency of reports.filter(({ name }) => report.dependencies.includes(name))) {
      visit(dependency);
    }
    done.push(report);
  };
  reports.forEach(visit);
  return done;
}

function refusal({ object, from, to }: Move): Problem {
  return {
    level: "error",
    address: from.address,
    summary: withCode(
      "move-not-possible",
      `${object} cannot be moved from stack ${from.stack} to stack ${to.stack} in this plan`,
    ),
    detail: `a move first writes the state of ${to.stack} and then that of ${from.stack}, but ${from.stack} has other changes, which must be applied before ${to.stack}; leave the object in ${from.stack}, plan and apply the other changes, and then move it`,
  };
}

/** Returns the error for an object that moves to a stack that is not planned. */
export function unplannedTarget({ object, from, to }: Move): Problem {
  return {
    level: "error",
    address: from.address,
    summary: withCode("move-not-possible", `${object} is not destroyed, because stack ${to.stack} declares it now`),
    detail: `plan both stacks, so that the object is moved: cdknomad plan ${from.stack} ${to.stack}`,
  };
}
