import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Command } from "commander";
import { terminalProgress } from "../../tools/progress";
import { ensureTerraform } from "../../tools/terraform";
import { writeAnswers } from "../apply/answers";
import { applyStack } from "../apply/apply-stack";
import { type Sealed, whatIsStale } from "../apply/check";
import { applyInOrder } from "../apply/in-order";
import { addressesToApply, type Outcome, outcomeLines } from "../apply/outcome";
import { checkAccess, checkLocks, checkRights } from "../checks/check-stacks";
import { requireNone } from "../checks/finding";
import { examples } from "../examples";
import { Interruption } from "../interruption";
import { planFileOf, readReport } from "../plan/folder";
import { type Report, summaryLine } from "../plan/report";
import { readStacks, type Stack } from "../plan/synthesize";
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
      const report = readReport(folder);
      if (report.summary.errors > 0) {
        throw new Error(`${folder}: the plan has errors; mend them and plan again`);
      }
      const sealed = withStacks(report, readStacks(process.cwd())).filter(
        ({ report: stack }) => addressesToApply(stack).length > 0,
      );
      if (sealed.length === 0) {
        console.log("nothing to apply");
        return;
      }
      const stacks = sealed.map(({ stack }) => stack);
      requireNone(await checkLocks(stacks), "nothing was written");
      requireNone([...(await checkAccess(stacks, "write")), ...(await checkRights(stacks))], "nothing was written");
      if (!skipDoctor) {
        requireNone(await checkHosts(stacks), "nothing was written; --skip-doctor applies all the same");
      }
      const program = await ensureTerraform(terminalProgress());
      const stale = await whatIsStale(sealed, folder, program);
      if (stale.length > 0) {
        requireNone(await checkLocks(stacks), "nothing was written"); // an apply under way makes all others stale
        const lines = stale.map((line) => `  ${line}`).join("\n");
        throw new Error(`the plan is stale, nothing was written; plan again:\n${lines}`);
      }
      console.log(summaryLine(report));
      await applyAll(sealed, folder, program);
    });
}

async function applyAll(sealed: readonly Sealed[], folder: string, program: string): Promise<void> {
  const temporary = mkdtempSync(path.join(tmpdir(), "cdknomad-apply-"));
  const progress = path.join(temporary, "progress.jsonl");
  const tell = (line: string) => console.log(line);
  const interruption = new Interruption(() =>
    tell("interrupted: what has begun comes to its end, the rest is left; once more ends it at once"),
  );
  const stop = followProgress(progress, tell);
  let outcomes: readonly Outcome[];
  try {
    const apply = (stack: Sealed) =>
      applyStack(stack, {
        planFile: planFileOf(folder, stack.report.name),
        program,
        tell,
        environment: {
          CDKNOMAD_PROGRESS: progress,
          ...writeAnswers(stack.report, path.join(temporary, `${stack.report.name}.scheduler`)),
        },
        onStart: interruption.begun,
      });
    outcomes = await interruption.during(() => applyInOrder(sealed, apply, () => interruption.came));
  } finally {
    stop();
    rmSync(temporary, { recursive: true });
  }
  console.log(`\n${outcomeLines(outcomes).join("\n")}`);
  if (outcomes.some(({ ended }) => ended !== "applied")) {
    process.exitCode = interruption.came ? interruption.exitCode : 1;
  }
}

/** @throws Error when the program has no stack of that name any more */
function withStacks({ stacks }: Report, synthesized: readonly Stack[]): Sealed[] {
  const order = synthesized.map(({ name }) => name);
  return stacks
    .map((report) => {
      const stack = synthesized.find(({ name }) => name === report.name);
      if (!stack) {
        throw new Error(`the plan is stale, nothing was written: the program has no stack "${report.name}" any more`);
      }
      return { report, stack };
    })
    .sort((a, b) => order.indexOf(a.report.name) - order.indexOf(b.report.name));
}
