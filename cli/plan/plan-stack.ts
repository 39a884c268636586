import { chmodSync, readFileSync } from "node:fs";
import path from "node:path";
import { announceBefore } from "./before";
import { idleConfirmations } from "./confirmations";
import { messageMask } from "./known-secrets";
import { type JobIndexes, nomadAccess, readJobIndexes } from "./nomad-jobs";
import type { PlanFile } from "./plan-file";
import { readChanges } from "./read-changes";
import { isAboutTwoAddresses, renameProblems } from "./renames";
import type { Problem, ResourceReport, StackReport } from "./report";
import { sealOf } from "./seal";
import type { Stack } from "./synthesize";
import { type TerraformEvent, terraform } from "./terraform";

/** What is planned, and where the plan goes. */
export interface PlanOptions {
  readonly mode: "plan" | "drift";
  /** The folder for the saved plan. */
  readonly saveTo: string;
  /** The path of Terraform. */
  readonly program: string;
  /** Whether the state is locked meanwhile; a look at drift, which writes nothing, never does. */
  readonly lock: boolean;
  /** All that are planned together. */
  readonly stacks: readonly Stack[];
  /** Gets what interrupts Terraform in order. */
  readonly onStart: (interrupt: () => void) => void;
}

/** Plans one stack and reads what came out of it. An error of the plan is in the report. */
export async function planStack(stack: Stack, options: PlanOptions): Promise<StackReport> {
  const { name, dependencies, folder } = stack;
  const planFile = path.join(options.saveTo, `${name}.tfplan`);
  const environment = options.mode === "plan" ? announceBefore(stack, options.stacks, options.saveTo) : {};
  const found = await plan(folder, planFile, options, environment);
  const program = readFileSync(path.join(folder, "cdk.tf.json"), "utf8");
  if (found.failed) {
    // Of a plan that failed Terraform saves what it has; what was refused as two addresses of one object is in there.
    const saved = found.problems.some(isAboutTwoAddresses) && (await showPlan(folder, planFile, options.program));
    const renames = saved ? renameProblems(saved, program) : [];
    return { name, dependencies, problems: [...found.problems, ...renames], resources: [] };
  }
  chmodSync(planFile, 0o600);
  const saved = found.changed ? await showPlan(folder, planFile, options.program) : {};
  const changes = readChanges(saved, options.mode);
  const addresses = new Set(changes.map(({ address }) => address));
  const resources = changes.map((change) => ({
    ...change,
    problems: found.problems.filter(({ address }) => address === change.address),
  }));
  const problems = found.problems.filter(({ address }) => address === undefined || !addresses.has(address));
  const remarks =
    options.mode === "plan" ? [...renameProblems(saved, program), ...idleConfirmations(program, saved)] : [];
  const report = { name, dependencies, problems: [...problems, ...remarks] };
  if (options.mode === "drift") {
    return { ...report, resources };
  }
  const [indexed, seal] = await Promise.all([
    withIndexes(folder, resources),
    sealOf(folder, planFile, options.program),
  ]);
  return { ...report, resources: indexed, seal };
}

/**
 * A saved plan in Terraform's JSON.
 *
 * @throws Error when Terraform cannot read it
 */
export async function showPlan(folder: string, planFile: string, program: string): Promise<PlanFile> {
  const { code, stdout, stderr } = await terraform(program, folder, ["show", "-json", planFile]);
  if (code !== 0) {
    throw new Error(`terraform cannot read ${planFile}: ${stderr.trim()}`);
  }
  return JSON.parse(stdout) as PlanFile;
}

/** A message with Terraform's address of what it is about. */
interface AddressedProblem extends Problem {
  readonly address?: string;
}

interface Planned {
  readonly problems: readonly AddressedProblem[];
  readonly failed: boolean;
  /** Whether it is worth the time to read the saved plan. */
  readonly changed: boolean;
}

/** A stack is initialized when its plan says that it has to be, not each time: most are. */
async function plan(
  folder: string,
  planFile: string,
  options: PlanOptions,
  environment: NodeJS.ProcessEnv,
): Promise<Planned> {
  const first = await tryPlan(folder, planFile, options, environment);
  const uninitialized = first.problems.some(({ summary, detail }) =>
    /init|Inconsistent dependency lock|provider.*(not available|checksum)/i.test(`${summary} ${detail}`),
  );
  if (!first.failed || !uninitialized) {
    return first;
  }
  const init = ["init", "-reconfigure", "-input=false", "-no-color"];
  const { code, stdout, stderr } = await terraform(options.program, folder, init, undefined, {}, options.onStart);
  if (code !== 0) {
    const problem = {
      level: "error",
      summary: "terraform init failed",
      detail: messageMask(folder)(stderr || stdout),
    } as const;
    return { problems: [problem], failed: true, changed: false };
  }
  return tryPlan(folder, planFile, options, environment);
}

async function tryPlan(
  folder: string,
  planFile: string,
  { mode, program, lock, onStart }: PlanOptions,
  environment: NodeJS.ProcessEnv,
): Promise<Planned> {
  const problems: AddressedProblem[] = [];
  const mask = messageMask(folder);
  let drifted = false;
  const take = ({ type, diagnostic }: TerraformEvent) => {
    drifted ||= type === "resource_drift";
    if (diagnostic) {
      const { severity, summary, detail = "", address } = diagnostic;
      problems.push({
        level: severity,
        ...(address !== undefined && { address }),
        summary: mask(summary),
        detail: mask(detail),
      });
    }
  };
  const drift = mode === "drift" ? ["-refresh-only"] : [];
  const unlocked = mode === "drift" || !lock ? ["-lock=false"] : [];
  const args = ["plan", "-json", "-input=false", "-detailed-exitcode", `-out=${planFile}`, ...drift, ...unlocked];
  const { code, stdout, stderr } = await terraform(program, folder, args, take, environment, onStart);
  const failed = code !== 0 && code !== 2;
  if (failed && !problems.some(({ level }) => level === "error")) {
    const detail = mask(`${stderr}${stdout}`.trim());
    problems.push({ level: "error", summary: `terraform plan ended with ${code}`, detail });
  }
  return { problems, failed, changed: code === 2 || drifted };
}

/** One request tells the index of every job that is going to be written: an apply compares them before it begins. */
async function withIndexes(folder: string, resources: readonly ResourceReport[]): Promise<readonly ResourceReport[]> {
  const access = nomadAccess(folder);
  if (!access || !resources.some(({ job }) => job)) {
    return resources;
  }
  const indexes: JobIndexes = await readJobIndexes(access);
  return resources.map(({ job, ...resource }) =>
    job ? { ...resource, job: { ...job, modifyIndex: indexes.get(`${job.namespace}/${job.id}`) ?? 0 } } : resource,
  );
}
