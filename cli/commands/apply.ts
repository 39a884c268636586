import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Command } from "commander";
import { CodedError } from "../../errors/coded-error";
import { silent, terminalProgress } from "../../tools/progress";
import { temporaryFolder } from "../../tools/temporary-folder";
import { ensureTerraform } from "../../tools/terraform";
import { writeAnswers } from "../apply/answers";
import { applyStack } from "../apply/apply-stack";
import { type Sealed, whatIsStale } from "../apply/check";
import { applyInOrder } from "../apply/in-order";
import { addressesToApply, type Outcome, outcomeLines } from "../apply/outcome";
import { checkAccess, checkLocks, checkRights } from "../checks/check-stacks";
import { requireNone } from "../checks/finding";
import { checkFreeSpace } from "../checks/free-space";
import { requireLabs } from "../checks/lab-running";
import { checkClusters, rememberClusters } from "../checks/same-cluster";
import { checkUnsavedStates } from "../checks/unsaved-state";
import { environmentOption } from "../environment-option";
import { examples } from "../examples";
import { Interruption } from "../interruption";
import { copyPlans, planFileOf, readReport } from "../plan/folder";
import { readStacks } from "../program/synthesize";
import type { Report } from "../report/report";
import { clusterLine, summaryLine } from "../report/summary";
import { terminalOptions } from "../report/terminal";
import type { Stack } from "../stack/stack";
import { type WatchedWaits, watchWaits } from "../watch-waits";
import { checkHosts } from "./doctor/check-hosts";
import { buildStandIns } from "./lab/build-stand-ins";

/** Returns the command `cdknomad apply`, which applies exactly the reviewed plan, or nothing. */
export function applyCommand(): Command {
  return new Command("apply")
    .description("apply exactly the plans that `cdknomad plan` saved, or nothing if anything changed since")
    .argument("[folder]", "folder of the plan", "cdknomad.plan")
    .addOption(environmentOption())
    .option("--skip-doctor", "do not check the nodes for the requirements of a name server")
    .addHelpText("after", examples("cdknomad plan && cdknomad apply", "cdknomad apply --skip-doctor"))
    .action(async (folder: string, { skipDoctor }: { readonly skipDoctor?: true }) => {
      const temporary = temporaryFolder("apply");
      let writing = false;
      let show = print;
      const interruption: Interruption = new Interruption(() => {
        if (writing) {
          show("interrupted: running changes are completed, the rest is skipped; interrupt again to stop at once");
        } else {
          rmSync(temporary, { recursive: true });
          print("interrupted: nothing was written");
          process.exit(interruption.exitCode); // nothing has been changed, so there is nothing to wait for
        }
      });
      try {
        await interruption.during(async () => {
          const sealed = await checkFolder(folder, temporary, skipDoctor === true);
          writing = true;
          await applyAll(sealed, temporary, interruption, (waits) => {
            show = waits.print;
          });
        });
      } finally {
        rmSync(temporary, { recursive: true });
      }
    });
}

const print = (line: string) => console.log(line);

/**
 * Copies the plans, and checks that they can be applied.
 *
 * @param temporary a private folder of this run
 * @returns the stacks to apply; none if there is nothing to apply
 * @throws Error with all reasons why the plan cannot be applied; nothing was changed
 */
async function checkFolder(folder: string, temporary: string, skipDoctor: boolean): Promise<readonly Sealed[]> {
  const report = readReport(folder);
  if (report.summary.errors > 0) {
    throw new CodedError("report-has-errors", `${folder}: the plan has errors; fix them and plan again`);
  }
  requireEnvironment(folder, report, process.env.CDKNOMAD_ENV);
  const sealed = withStacks(report, readStacks(process.cwd())).filter(
    ({ report: stack }) => addressesToApply(stack).length > 0,
  );
  if (sealed.length === 0) {
    return [];
  }
  const stacks = sealed.map(({ stack }) => stack);
  requireLabs(stacks);
  requireNone(await checkClusters(stacks), "nothing was written");
  const space = checkFreeSpace(stacks, [tmpdir()]);
  requireNone([...checkUnsavedStates(stacks), ...space, ...(await checkLocks(stacks))], "nothing was written");
  requireNone([...(await checkAccess(stacks, "write")), ...(await checkRights(stacks))], "nothing was written");
  if (!skipDoctor) {
    requireNone(await checkHosts(stacks), "nothing was written; --skip-doctor applies the plan without this check");
  }
  await buildStandIns(stacks);
  const program = await ensureTerraform(terminalProgress());
  copyPlans(
    folder,
    stacks.map(({ name }) => name),
    temporary,
  );
  const stale = await whatIsStale(sealed, temporary, program);
  if (stale.length > 0) {
    requireNone(await checkLocks(stacks), "nothing was written"); // a running apply is the likely cause
    const lines = stale.map((line) => `  ${line}`).join("\n");
    throw new CodedError("plan-stale", `the plan is stale, nothing was written; plan again:\n${lines}`);
  }
  print([clusterLine(report.cluster), summaryLine(report)].filter(Boolean).join("\n"));
  return sealed;
}

/** @throws CodedError if the plan is for another environment than the chosen one */
function requireEnvironment(folder: string, { cluster }: Report, chosen: string | undefined): void {
  const planned = cluster?.environment;
  if (chosen && planned !== undefined && chosen !== planned) {
    throw new CodedError(
      "other-environment",
      `${folder}: the plan is for environment "${planned}", and this run is for "${chosen}"; plan again with --environment ${chosen}, or apply with --environment ${planned}`,
    );
  }
}

/**
 * @param folder the folder with copies of the checked plans
 * @param onWaits receives the display through which lines are printed from now on
 */
async function applyAll(
  sealed: readonly Sealed[],
  folder: string,
  interruption: Interruption,
  onWaits: (waits: WatchedWaits) => void,
): Promise<void> {
  if (sealed.length === 0) {
    print("nothing to apply");
    return;
  }
  await rememberClusters(sealed.map(({ stack }) => stack));
  const program = await ensureTerraform(silent);
  const began = Date.now();
  const progressFile = path.join(folder, "progress.jsonl");
  const { colors } = terminalOptions(process.stdout, process.env);
  const stacks = sealed.map(({ stack }) => stack);
  const waits = watchWaits(progressFile, () => stacks);
  onWaits(waits);
  let outcomes: readonly Outcome[];
  try {
    const apply = (stack: Sealed) =>
      applyStack(stack, {
        planFile: planFileOf(folder, stack.report.name),
        program,
        print: waits.print,
        colors,
        environment: {
          CDKNOMAD_PROGRESS: progressFile,
          ...writeAnswers(stack.report, path.join(folder, `${stack.report.name}.scheduler`)),
        },
        onStart: interruption.begun,
      });
    outcomes = await applyInOrder(sealed, apply, () => interruption.came);
  } finally {
    waits.stop();
  }
  const planned = sealed.map(({ report }) => report);
  print(`\n${outcomeLines(outcomes, planned, Date.now() - began).join("\n")}`);
  if (outcomes.some(({ ended }) => ended !== "applied")) {
    process.exitCode = interruption.came ? interruption.exitCode : 1;
  }
}

/** @throws Error when a planned stack is not in the program any more */
function withStacks({ stacks }: Report, synthesized: readonly Stack[]): Sealed[] {
  const missing = stacks.filter(({ name }) => !synthesized.some((stack) => stack.name === name));
  if (missing.length > 0) {
    const names = missing.map(({ name }) => `"${name}"`).join(", ");
    throw new CodedError(
      "plan-stale",
      `the plan is stale, nothing was written: the program has no stack ${names} any more; plan again`,
    );
  }
  // The report has the stacks in the order of the apply, which a move of an object may have changed.
  return stacks.flatMap((report) => {
    const stack = synthesized.find(({ name }) => name === report.name);
    return stack ? [{ report, stack }] : [];
  });
}
