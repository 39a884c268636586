import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Command } from "commander";
import { terminalProgress } from "../../tools/progress";
import { ensureTerraform } from "../../tools/terraform";
import { checkAccess, checkLocks, checkRights } from "../checks/check-stacks";
import { requireNone } from "../checks/finding";
import { chooseStacks } from "../choose-stacks";
import { environmentOption } from "../environment-option";
import { examples } from "../examples";
import { Interruption } from "../interruption";
import { withStacksBefore } from "../plan/before";
import { preparePlanFolder, writeReport } from "../plan/folder";
import { confirm, refusalSentence, refusedByGuards } from "../plan/guards";
import { htmlReport } from "../plan/html";
import { markdownReport } from "../plan/markdown";
import { planStack } from "../plan/plan-stack";
import { exitCode, type Report, reportFormat, summarize } from "../plan/report";
import { type Stack, synthesize } from "../plan/synthesize";
import { terminalReport } from "../plan/terminal";

interface Options {
  readonly out: string;
  readonly driftOnly: boolean;
  readonly lock: boolean;
  readonly confirm?: string;
  readonly markdown?: string;
  readonly json?: string;
  readonly html?: string;
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
      for (const [file, content] of [
        [options.markdown, markdownReport],
        [options.json, (all: Report) => `${JSON.stringify(all, null, 2)}\n`],
        [options.html, htmlReport],
      ] as const) {
        if (file !== undefined) {
          writeFileSync(file, content(report));
        }
      }
      const { isTTY, columns = 100 } = process.stdout;
      const colours = isTTY === true && !process.env.NO_COLOR;
      process.stdout.write(terminalReport(report, { width: isTTY ? columns : 200, colours }));
      const refused = refusedByGuards(report);
      if (refused.length > 0) {
        console.log(`\n${refusalSentence(refused)}`);
      }
      if (!options.driftOnly && exitCode(report) === 2) {
        console.log(`\nApply exactly this: cdknomad apply ${options.out}`);
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
  requireNone(access, "nothing was planned");
  requireNone(locked, "nothing was planned");
  const [report, lacking] = await Promise.all([
    planAll(stacks, options, interruption),
    locks ? checkRights(stacks) : [], // a token that may take no lock is not meant to apply
  ]);
  for (const { message } of lacking) {
    console.error(`an apply of this would fail: ${message}`);
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
    const planned = await Promise.all(stacks.map((stack) => planStack(stack, options)));
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
