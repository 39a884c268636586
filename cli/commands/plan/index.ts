import path from "node:path";
import { Command } from "commander";
import { prepareRequests } from "../../../clients/dispatcher";
import { environmentOption } from "../../environment-option";
import { examples } from "../../examples";
import { Interruption } from "../../interruption";
import { requirePlanFolder } from "../../plan/folder";
import { confirm } from "../../plan/guards";
import { synthesize } from "../../program/synthesize";
import { requireReportFiles } from "../../report/report-files";
import type { PlanOptions } from "./check-and-plan";

/** Returns the command `cdknomad plan`, which reports what an apply of the stacks would do. */
export function planCommand(): Command {
  return new Command("plan")
    .description(
      "show what would change, and what was changed on the cluster; exit code 0: no changes, 2: changes, 1: error",
    )
    .argument("[stacks...]", "names of stacks; default: all")
    .addOption(environmentOption())
    .option("--out <folder>", "folder for the saved plans", "cdknomad.plan")
    .option("--markdown <file>", "also write the report as a comment for a pull request")
    .option("--json <file>", "also for programs; docs/reference/report.md describes the format")
    .option("--html <file>", "also write the report as a page with search")
    .option("--confirm <names>", "allow deletions that a guard refused, such as namespace/dns,job/default/db")
    .option("--drift-only", "show only changes on the cluster since the last apply; saves no plan", false)
    .option("--full", "compare every object with Terraform, even if a proof shows that nothing changed", false)
    .option(
      "--no-lock",
      "do not lock the states, for a token that may only read them; rights for an apply are not checked",
    )
    .addHelpText(
      "after",
      examples("cdknomad plan", "cdknomad plan apps --html plan.html", "cdknomad plan --environment prod"),
    )
    .action(async (names: readonly string[], options: PlanOptions) => {
      confirm(options.confirm);
      // The options are checked before the work, which may take minutes.
      const out = options.driftOnly ? undefined : path.resolve(options.out);
      requireReportFiles(options, out);
      if (out !== undefined) {
        requirePlanFolder(out);
      }
      const interruption = new Interruption(() => console.error("interrupted: Terraform is releasing the states"));
      const report = await interruption.during(async () => {
        const synthesis = synthesize(process.cwd(), interruption.begun).catch((error: unknown) => {
          if (!interruption.came) {
            throw error;
          }
          return undefined;
        });
        // Everything else is loaded while the user's program runs, which takes longer.
        const { checkAndPlan } = require("./check-and-plan") as typeof import("./check-and-plan");
        prepareRequests();
        const program = await synthesis;
        return program && !interruption.came ? checkAndPlan(program, names, options, interruption) : undefined;
      });
      if (!report) {
        console.error("interrupted: no plan was saved, and nothing was changed");
        process.exitCode = interruption.exitCode;
        return;
      }
      (require("./show-report") as typeof import("./show-report")).showReport(report, options);
    });
}
