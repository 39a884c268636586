import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Command } from "commander";
import pc from "picocolors";
import { silent, terminalProgress } from "../../tools/progress";
import { ensureTerraform } from "../../tools/terraform";
import { writeAnswers } from "../apply/answers";
import { applyStack } from "../apply/apply-stack";
import { type Sealed, whatIsStale } from "../apply/check";
import { applyInOrder } from "../apply/in-order";
import { addressesToApply, type Outcome, outcomeLines } from "../apply/outcome";
import { checkAccess, checkLocks, checkRights } from "../checks/check-stacks";
import { requireNone } from "../checks/finding";
import { checkUnsavedStates } from "../checks/unsaved-state";
import { examples } from "../examples";
import { Interruption } from "../interruption";
import { copyPlans, planFileOf, readReport } from "../plan/folder";
import { type Report, summaryLine } from "../plan/report";
import { readStacks, type Stack } from "../plan/synthesize";
import { terminalOptions } from "../plan/terminal";
import { followProgress } from "../progress";
import { checkHosts } from "./doctor/check-hosts";

/** `cdknomad apply`: exactly what was planned and reviewed, or nothing. */
export function applyCommand(): Command {
  return new Command("apply")
    .description("apply exactly the plans that `cdknomad plan` saved, or nothing if anything changed since")
    .argument("[folder]", "what `cdknomad plan` saved", "cdknomad.plan")
    .option("--skip-doctor", "do not ask the nodes what they lack for a name server")
    .addHelpText("after", examples("cdknomad plan && cdknomad apply", "cdknomad apply --skip-doctor"))
    .action(async (folder: string, { skipDoctor }: { readonly skipDoctor?: true }) => {
      const temporary = mkdtempSync(path.join(tmpdir(), "cdknomad-apply-"));
      let writing = false;
      const interruption: Interruption = new Interruption(() => {
        if (writing) {
          tell("interrupted: what has begun comes to its end, the rest is left; once more ends it at once");
        } else {
          rmSync(temporary, { recursive: true });
          tell("interrupted: nothing was written");
          process.exit(interruption.exitCode); // what is asked may take long to answer, and there is nothing to bring to an end
        }
      });
      try {
        await interruption.during(async () => {
          const sealed = await checkFolder(folder, temporary, skipDoctor === true);
          writing = true;
          await applyAll(sealed, temporary, interruption);
        });
      } finally {
        rmSync(temporary, { recursive: true });
      }
    });
}

const tell = (line: string) => console.log(line);

/**
 * Copies the plans, and looks whether exactly they can be applied.
 *
 * @param temporary a folder of this run's own, which nobody else may read
 * @returns none where there is nothing to apply
 * @throws Error with all that keeps it from being applied; nothing was written
 */
async function checkFolder(folder: string, temporary: string, skipDoctor: boolean): Promise<readonly Sealed[]> {
  const report = readReport(folder);
  if (report.summary.errors > 0) {
    throw new Error(`${folder}: the plan has errors; mend them and plan again`);
  }
  const sealed = withStacks(report, readStacks(process.cwd())).filter(
    ({ report: stack }) => addressesToApply(stack).length > 0,
  );
  if (sealed.length === 0) {
    return [];
  }
  const stacks = sealed.map(({ stack }) => stack);
  requireNone([...checkUnsavedStates(stacks), ...(await checkLocks(stacks))], "nothing was written");
  requireNone([...(await checkAccess(stacks, "write")), ...(await checkRights(stacks))], "nothing was written");
  if (!skipDoctor) {
    requireNone(await checkHosts(stacks), "nothing was written; --skip-doctor applies all the same");
  }
  const program = await ensureTerraform(terminalProgress());
  copyPlans(
    folder,
    stacks.map(({ name }) => name),
    temporary,
  );
  const stale = await whatIsStale(sealed, temporary, program);
  if (stale.length > 0) {
    requireNone(await checkLocks(stacks), "nothing was written"); // an apply under way makes all others stale
    const lines = stale.map((line) => `  ${line}`).join("\n");
    throw new Error(`the plan is stale, nothing was written; plan again:\n${lines}`);
  }
  tell(summaryLine(report));
  return sealed;
}

/** @param folder where copies of the plans are that were checked */
async function applyAll(sealed: readonly Sealed[], folder: string, interruption: Interruption): Promise<void> {
  if (sealed.length === 0) {
    tell("nothing to apply");
    return;
  }
  const program = await ensureTerraform(silent);
  const began = Date.now();
  const progressFile = path.join(folder, "progress.jsonl");
  const { colours } = terminalOptions(process.stdout, process.env);
  const progress = followProgress(progressFile, tell, pc.createColors(colours).dim);
  let outcomes: readonly Outcome[];
  try {
    const apply = (stack: Sealed) =>
      applyStack(stack, {
        planFile: planFileOf(folder, stack.report.name),
        program,
        // What Terraform says of a resource comes behind what the provider said of it.
        tell: (line) => {
          progress.catchUp();
          tell(line);
        },
        colours,
        environment: {
          CDKNOMAD_PROGRESS: progressFile,
          ...writeAnswers(stack.report, path.join(folder, `${stack.report.name}.scheduler`)),
        },
        onStart: interruption.begun,
      });
    outcomes = await applyInOrder(sealed, apply, () => interruption.came);
  } finally {
    progress.stop();
  }
  const planned = sealed.map(({ report }) => report);
  tell(`\n${outcomeLines(outcomes, planned, Date.now() - began).join("\n")}`);
  if (outcomes.some(({ ended }) => ended !== "applied")) {
    process.exitCode = interruption.came ? interruption.exitCode : 1;
  }
}

/** @throws Error when the program has not all the stacks any more */
function withStacks({ stacks }: Report, synthesized: readonly Stack[]): Sealed[] {
  const gone = stacks.filter(({ name }) => !synthesized.some((stack) => stack.name === name));
  if (gone.length > 0) {
    const names = gone.map(({ name }) => `"${name}"`).join(", ");
    throw new Error(`the plan is stale, nothing was written: the program has no stack ${names} any more`);
  }
  return synthesized.flatMap((stack) => {
    const report = stacks.find(({ name }) => name === stack.name);
    return report ? [{ report, stack }] : [];
  });
}
