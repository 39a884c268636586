import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { errorText, withCode } from "../../../errors";
import { silent, terminalProgress } from "../../../tools/progress";
import { temporaryFolder } from "../../../tools/temporary-folder";
import { ensureTerraform } from "../../../tools/terraform";
import { checkAccess, checkLocks, checkRights } from "../../checks/check-stacks";
import { requireNone } from "../../checks/finding";
import { checkFreeSpace } from "../../checks/free-space";
import { requireLabs } from "../../checks/lab-running";
import { providerInstallation } from "../../checks/provider-installation";
import { checkClusters } from "../../checks/same-cluster";
import { checkFields, type JobFinding } from "../../checks/server-fields";
import { checkUnsavedStates } from "../../checks/unsaved-state";
import { checkWriteOnly } from "../../checks/write-only";
import { chooseStacks } from "../../choose-stacks";
import type { Interruption } from "../../interruption";
import { withStacksBefore } from "../../plan/before";
import { planFileOf, preparePlanFolder, writeReport } from "../../plan/folder";
import { keepingAddresses } from "../../plan/kept-addresses";
import { withManagedTwice } from "../../plan/managed-twice";
import { planPart, planStack, type PlanOptions as StackPlanOptions } from "../../plan/plan-stack";
import { planWithMoves } from "../../plan/plan-with-moves";
import { synthesize } from "../../program/synthesize";
import { type PartialProof, prove } from "../../proof/prove";
import { type Problem, type Report, type ReportProof, reportFormat, type StackReport } from "../../report/report";
import type { ReportFiles } from "../../report/report-files";
import { summarize } from "../../report/summary";
import { visible } from "../../report/visible";
import { reportCluster } from "../../report-cluster";
import { maskText } from "../../secrets/mask-text";
import type { Stack } from "../../stack/stack";
import { showPlan } from "../../terraform/show-plan";
import { isVerbose } from "../../verbose";

/** The options of `cdknomad plan`. */
export interface PlanOptions extends ReportFiles {
  readonly out: string;
  readonly driftOnly: boolean;
  readonly full: boolean;
  readonly lock: boolean;
  readonly confirm?: string;
}

/** The stacks to plan, and all stacks of the program. */
interface Chosen {
  readonly stacks: readonly Stack[];
  readonly program: readonly Stack[];
}

/**
 * Checks what a plan needs, plans, and meanwhile checks what a later apply needs.
 *
 * @param program all stacks of the program
 * @param names the stacks to plan; all if there is none
 * @returns nothing after an interruption
 */
export async function checkAndPlan(
  program: readonly Stack[],
  names: readonly string[],
  options: PlanOptions,
  interruption: Interruption,
): Promise<Report | undefined> {
  const stacks = chooseStacks(program, names);
  requireLabs(stacks);
  requireNone(await checkClusters(stacks), "nothing was planned");
  const locks = options.lock && !options.driftOnly;
  const [access, locked, engine] = await Promise.all([
    checkAccess(stacks, locks ? "write" : "read"),
    locks ? checkLocks(stacks) : [],
    checkWriteOnly(stacks),
  ]);
  const unsaved = options.driftOnly ? [] : checkUnsavedStates(stacks);
  const space = checkFreeSpace(stacks, [tmpdir(), ...(options.driftOnly ? [] : [path.resolve(options.out)])]);
  requireNone(
    [...providerInstallation(stacks), ...engine, ...unsaved, ...space, ...access, ...locked],
    "nothing was planned",
  );
  const [report, lacking] = await Promise.all([
    planAll({ stacks, program }, options, interruption),
    locks ? checkRights(stacks) : [], // a token that may not lock is not used for an apply
  ]);
  for (const { message } of lacking) {
    console.error(visible(`an apply of this would fail: ${message}`));
  }
  return report;
}

/** @returns nothing after an interruption, because an incomplete plan is not kept */
async function planAll(
  chosen: Chosen,
  { out, driftOnly, full, lock }: PlanOptions,
  interruption: Interruption,
): Promise<Report | undefined> {
  const mode = driftOnly ? "drift" : "plan";
  const program = await ensureTerraform(terminalProgress());
  const saveTo = driftOnly ? temporaryFolder("plan") : path.resolve(out);
  if (!driftOnly) {
    preparePlanFolder(saveTo);
  }
  try {
    // Plans only read, so they run at the same time.
    const options = { mode, saveTo, program, lock, onStart: interruption.begun } as const;
    const progress = process.stderr.isTTY ? terminalProgress() : silent;
    const planSome = (some: readonly Stack[], program: readonly Stack[], partial?: PartialProof) =>
      progress.step(`plan of ${named(some)}`, async (say) => {
        const waited = new Set(some.map(({ name }) => name));
        const plan = async (stack: Stack, folder?: string) => {
          const report = await planOne(stack, { ...options, stacks: some }, folder, partial).catch((error: unknown) =>
            notPlanned(stack, error),
          );
          waited.delete(stack.name);
          say([...waited].join(", "));
          return report;
        };
        return driftOnly ? Promise.all(some.map((stack) => plan(stack))) : planWithMoves(some, program, saveTo, plan);
      });
    const compareAll = async (partial?: PartialProof): Promise<Planned | undefined> => {
      const first = { ...chosen, reports: await planSome(chosen.stacks, chosen.program, partial) };
      if (interruption.came) {
        return undefined;
      }
      const { stacks, reports } = driftOnly
        ? first
        : await keepingAddresses(
            first,
            saveTo,
            (variables) => synthesize(process.cwd(), interruption.begun, { variables }),
            planSome,
          );
      if (interruption.came) {
        return undefined;
      }
      const read = ({ name, folder }: Stack) => showPlan(folder, planFileOf(saveTo, name), program);
      return { stacks, reports: driftOnly ? reports : await withManagedTwice(reports, stacks, read) };
    };
    const planned = driftOnly
      ? await compareAll()
      : await provedOr(compareAll, { stacks: chosen.stacks, engine: program, full, lock });
    if (!planned) {
      return undefined;
    }
    const { stacks, reports: checked, proof } = planned;
    const reports = withStacksBefore(driftOnly ? checked : withIgnoredFields(checked, await checkFields(stacks)));
    const report: Report = {
      format: reportFormat,
      createdAt: new Date().toISOString(),
      mode,
      cluster: reportCluster(stacks),
      ...(proof && { proof }),
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

/** The stacks of a report and their reports. */
interface Planned {
  readonly stacks: readonly Stack[];
  readonly reports: readonly StackReport[];
  readonly proof?: ReportProof;
}

/** Plans one stack: in a folder, or what a proof does not cover, or everything. */
async function planOne(
  stack: Stack,
  options: StackPlanOptions,
  folder: string | undefined,
  partial: PartialProof | undefined,
): Promise<StackReport> {
  const unchanged = partial?.unchanged.get(stack.name);
  const addresses = partial?.addresses.get(stack.name);
  if (folder !== undefined || !(unchanged || addresses)) {
    return planStack(stack, options, folder);
  }
  return unchanged ?? planPart(stack, options, addresses ?? []);
}

/** Returns reports without a run of Terraform if nothing changed since an earlier plan without changes, otherwise those of a plan. */
async function provedOr(
  plan: (partial?: PartialProof) => Promise<Planned | undefined>,
  { stacks, engine, full, lock }: { stacks: readonly Stack[]; engine: string; full: boolean; lock: boolean },
): Promise<Planned | undefined> {
  const { proved, partial, reason, isImpossible, store } = await prove(stacks, { engine });
  if (proved && !full) {
    return { stacks, reports: proved.reports, proof: { since: proved.since } };
  }
  if (reason !== undefined && !full && (isImpossible || isVerbose())) {
    console.error(visible(`not proved, so Terraform compares every object: ${reason}`));
  }
  const part = full ? undefined : partial;
  const planned = await plan(part);
  // A token that may only read the states does not write next to them.
  if (planned && lock) {
    await store(planned.reports, part === undefined).catch((error: unknown) =>
      console.error(visible(`the next plan cannot be proved: ${errorText(error)}`)),
    );
  }
  return planned && part ? { ...planned, proof: { since: part.since, unchanged: part.proved } } : planned;
}

/** Adds a problem for each job with fields that the servers ignore. */
function withIgnoredFields(reports: readonly StackReport[], findings: readonly JobFinding[]): readonly StackReport[] {
  return reports.map((report) => {
    const own = findings
      .filter(({ stack }) => stack === report.name)
      .map(
        ({ level, address, code, message }): Problem => ({
          level: level === "problem" ? "error" : "warning",
          address,
          summary: withCode(code, message),
          detail: "",
        }),
      );
    return { ...report, problems: [...report.problems, ...own] };
  });
}

function named(stacks: readonly Stack[]): string {
  const [first] = stacks;
  return stacks.length === 1 && first ? first.name : `${stacks.length} stacks`;
}

/** Returns the report of a stack that could not be planned; the other stacks are reported too. */
function notPlanned({ name, dependencies }: Stack, error: unknown): StackReport {
  const detail = maskText(errorText(error));
  return {
    name,
    dependencies,
    resources: [],
    // no code: the detail has one
    problems: [{ level: "error", summary: "the stack could not be planned", detail }],
  };
}
