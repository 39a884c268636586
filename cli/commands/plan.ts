import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Command } from "commander";
import { silent, terminalProgress } from "../../tools/progress";
import { ensureTerraform } from "../../tools/terraform";
import { checkAccess, checkLocks, checkRights } from "../checks/check-stacks";
import { requireNone } from "../checks/finding";
import { checkUnsavedStates } from "../checks/unsaved-state";
import { chooseStacks } from "../choose-stacks";
import { environmentOption } from "../environment-option";
import { examples } from "../examples";
import { Interruption } from "../interruption";
import { withStacksBefore } from "../plan/before";
import { preparePlanFolder, requirePlanFolder, writeReport } from "../plan/folder";
import { confirm, refusalSentence, refusedByGuards } from "../plan/guards";
import { planStack } from "../plan/plan-stack";
import { exitCode, type Report, reportFormat, type StackReport, summarize } from "../plan/report";
import { type ReportFiles, requireReportFiles, writeReportFiles } from "../plan/report-files";
import { maskText } from "../plan/secrets";
import { type Stack, synthesize } from "../plan/synthesize";
import { terminalOptions, terminalReport } from "../plan/terminal";
import { visible } from "../plan/visible";

interface Options extends ReportFiles {
  readonly out: string;
  readonly driftOnly: boolean;
  readonly lock: boolean;
  readonly confirm?: string;
}

/** `cdknomad plan`: what an apply of all stacks would do, in one report. */
export function planCommand(): Command {
  return new Command("plan")
    .description(
      "tell what would change, and what somebody changed on the cluster; exit code 0: nothing, 2: changes, 1: error",
    )
    .argument("[stacks...]", "names of stacks; all without")
    .addOption(environmentOption())
    .option("--out <folder>", "where the plans are saved for `cdknomad apply`", "cdknomad.plan")
    .option("--markdown <file>", "also as a comment for a pull request")
    .option("--json <file>", "also for programs; docs/plan.md tells the format")
    .option("--html <file>", "also as a page with search")
    .option("--confirm <names>", "what a guard refused may be destroyed, as namespace/dns,job/default/db")
    .option("--drift-only", "only what changed on the cluster since the last apply; saves no plan", false)
    .option(
      "--no-lock",
      "take no lock of the states, as with a token that may only read them; what an apply would lack is not told",
    )
    .addHelpText(
      "after",
      examples("cdknomad plan", "cdknomad plan apps --html plan.html", "cdknomad plan --environment prod"),
    )
    .action(async (names: readonly string[], options: Options) => {
      confirm(options.confirm);
      // Whatever is wrong with the command is told before the work, which may take minutes.
      const out = options.driftOnly ? undefined : path.resolve(options.out);
      requireReportFiles(options, out);
      if (out !== undefined) {
        requirePlanFolder(out);
      }
      const interruption = new Interruption(() => console.error("interrupted: Terraform lets go of the states"));
      const report = await interruption.during(async () => {
        const stacks = await synthesize(process.cwd(), interruption.begun).catch((error: unknown) => {
          if (!interruption.came) {
            throw error;
          }
          return [];
        });
        return interruption.came ? undefined : checkAndPlan(chooseStacks(stacks, names), options, interruption);
      });
      if (!report) {
        console.error("interrupted: nothing is planned, and nothing was changed");
        process.exitCode = interruption.exitCode;
        return;
      }
      writeReportFiles(options, report);
      // A reader who has seen enough, as `head`, is no reason to fail: the plan is saved by now.
      process.stdout.on("error", () => {});
      const print = (text: string) => process.stdout.write(text);
      print(terminalReport(report, terminalOptions(process.stdout, process.env)));
      const refused = refusedByGuards(report);
      if (refused.length > 0) {
        print(`\n${visible(refusalSentence(refused))}\n`);
      }
      if (!options.driftOnly && exitCode(report) === 2) {
        print(`\nApply exactly this: cdknomad apply ${options.out}\n`);
      }
      process.exitCode = exitCode(report);
    });
}

/** What would stop the plan half way is told before it begins; what a later apply would lack is told beside it. */
async function checkAndPlan(
  stacks: readonly Stack[],
  options: Options,
  interruption: Interruption,
): Promise<Report | undefined> {
  const locks = options.lock && !options.driftOnly;
  const [access, locked] = await Promise.all([
    checkAccess(stacks, locks ? "write" : "read"),
    locks ? checkLocks(stacks) : [],
  ]);
  const unsaved = options.driftOnly ? [] : checkUnsavedStates(stacks);
  requireNone([...unsaved, ...access, ...locked], "nothing was planned");
  const [report, lacking] = await Promise.all([
    planAll(stacks, options, interruption),
    locks ? checkRights(stacks) : [], // a token that may take no lock is not meant to apply
  ]);
  for (const { message } of lacking) {
    console.error(visible(`an apply of this would fail: ${message}`));
  }
  return report;
}

/** @returns nothing when it was interrupted: of a plan there is the whole or none */
async function planAll(
  stacks: readonly Stack[],
  { out, driftOnly, lock }: Options,
  interruption: Interruption,
): Promise<Report | undefined> {
  const mode = driftOnly ? "drift" : "plan";
  const program = await ensureTerraform(terminalProgress());
  const saveTo = driftOnly ? mkdtempSync(path.join(tmpdir(), "cdknomad-plan-")) : path.resolve(out);
  if (!driftOnly) {
    preparePlanFolder(saveTo);
  }
  try {
    // Plans only read, so the order does not matter to them.
    const options = { mode, saveTo, program, lock, stacks, onStart: interruption.begun } as const;
    const progress = process.stderr.isTTY ? terminalProgress() : silent;
    const planned = await progress.step(`plan of ${named(stacks)}`, async (say) => {
      const waited = new Set(stacks.map(({ name }) => name));
      const plan = async (stack: Stack) => {
        const report = await planStack(stack, options).catch((error: unknown) => notPlanned(stack, error));
        waited.delete(stack.name);
        say([...waited].join(", "));
        return report;
      };
      return Promise.all(stacks.map(plan));
    });
    if (interruption.came) {
      return undefined;
    }
    const reports = withStacksBefore(planned);
    const report: Report = {
      format: reportFormat,
      createdAt: new Date().toISOString(),
      mode,
      summary: summarize(reports),
      stacks: reports,
    };
    if (!driftOnly) {
      writeReport(saveTo, report);
    }
    return report;
  } finally {
    if (driftOnly || interruption.came) {
      rmSync(saveTo, { recursive: true });
    }
  }
}

function named(stacks: readonly Stack[]): string {
  const [first] = stacks;
  return stacks.length === 1 && first ? first.name : `${stacks.length} stacks`;
}

/** A stack of which nothing is known: what is planned of the others is told all the same. */
function notPlanned({ name, dependencies }: Stack, error: unknown): StackReport {
  const detail = maskText(error instanceof Error ? error.message : String(error));
  return {
    name,
    dependencies,
    resources: [],
    problems: [{ level: "error", summary: "the stack could not be planned", detail }],
  };
}
