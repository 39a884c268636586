import { chmodSync } from "node:fs";
import path from "node:path";
import { withCode } from "../../errors";
import type { Problem, ResourceReport, StackReport } from "../report/report";
import { nomadAccess } from "../stack/access";
import type { Stack } from "../stack/stack";
import { showChanges } from "../terraform/show-changes";
import { showPlan } from "../terraform/show-plan";
import { type TerraformEvent, terraform } from "../terraform/terraform";
import { announceBefore } from "./before";
import { idleConfirmations } from "./confirmations";
import { withImportCommand } from "./import-command";
import { type JobIndexes, readJobIndexes } from "./job-indexes";
import { messageMask } from "./message-mask";
import { withStateOfNewerProvider } from "./newer-state";
import { withPart } from "./part";
import { readChanges } from "./read-changes";
import { readOutputs } from "./read-outputs";
import { isAboutTwoAddresses, renameProblems } from "./renames";
import { sealOf } from "./seal";

/** Options of a plan. */
export interface PlanOptions {
  readonly mode: "plan" | "drift";
  /** The folder for the saved plan. */
  readonly saveTo: string;
  /** The path of Terraform. */
  readonly program: string;
  /** Whether the plan locks the state. Mode `drift` never does, because it writes nothing. */
  readonly lock: boolean;
  /** All stacks that are planned together. */
  readonly stacks: readonly Stack[];
  /** Receives a function that interrupts Terraform. */
  readonly onStart: (interrupt: () => void) => void;
}

/**
 * Plans some resources and outputs of a stack of which the others are proved, and returns the report of the whole stack. If the plan
 * has errors, everything is planned: the message of a guard can depend on other resources.
 *
 * @param addresses everything that can differ, and what it refers to
 */
export async function planPart(stack: Stack, options: PlanOptions, addresses: readonly string[]): Promise<StackReport> {
  const report = await withPart(stack, addresses, (folder) => planStack(stack, options, folder, addresses));
  const hasErrors = [report, ...report.resources].some(({ problems }) =>
    problems.some(({ level }) => level === "error"),
  );
  return hasErrors ? planStack(stack, options) : report;
}

/**
 * Plans one stack and returns its report. An error of the plan is part of the report.
 *
 * @param folder the folder in which Terraform runs
 * @param addresses the resources and outputs to plan; all if there is none
 */
export async function planStack(
  stack: Stack,
  options: PlanOptions,
  folder = stack.folder,
  addresses: readonly string[] = [],
): Promise<StackReport> {
  const { name, dependencies } = stack;
  const planFile = path.join(options.saveTo, `${name}.tfplan`);
  const environment = options.mode === "plan" ? announceBefore(stack, options.stacks, options.saveTo) : {};
  const targets = addresses.filter((address) => !address.startsWith("output.")).map((address) => `-target=${address}`);
  const found = await plan(stack, folder, planFile, { ...options, targets }, environment);
  if (found.failed) {
    // Terraform saves an incomplete plan when it fails; it contains an object that was refused for having two addresses.
    const saved = found.problems.some(isAboutTwoAddresses) && (await showPlan(folder, planFile, options.program));
    const renames = saved ? renameProblems(saved, stack) : [];
    return { name, dependencies, problems: [...found.problems, ...renames], resources: [] };
  }
  chmodSync(planFile, 0o600);
  const saved = found.changed ? await showChanges(folder, planFile, options.program) : {};
  const changes = readChanges(saved, options.mode);
  const changed = new Set(changes.map(({ address }) => address));
  const resources = changes.map((change) => ({
    ...change,
    problems: found.problems.filter(({ address }) => address === change.address),
  }));
  const problems = found.problems.filter(({ address }) => address === undefined || !changed.has(address));
  const remarks = options.mode === "plan" ? [...renameProblems(saved, stack), ...idleConfirmations(stack, saved)] : [];
  const report = { name, dependencies, problems: [...problems, ...remarks] };
  if (options.mode === "drift") {
    return { ...report, resources };
  }
  const outputs = readOutputs(saved);
  const [indexed, seal] = await Promise.all([withIndexes(stack, resources), sealOf(stack, planFile, options.program)]);
  return { ...report, resources: indexed, ...(outputs.length > 0 && { outputs }), seal };
}

/** A message with Terraform's address of the resource. */
interface AddressedProblem extends Problem {
  readonly address?: string;
}

interface Planned {
  readonly problems: readonly AddressedProblem[];
  readonly failed: boolean;
  /** Whether the saved plan contains changes. Reading it takes seconds. */
  readonly changed: boolean;
}

/** Options of a run of Terraform. */
interface RunOptions extends PlanOptions {
  /** Options of Terraform that select resources; empty for all. */
  readonly targets: readonly string[];
}

/** Terraform's warning about a plan of some resources only. The others are proved. */
const TARGETED = "Resource targeting is in effect";

/** Plans a stack, and initializes it first only if the plan requires it, because most stacks are initialized already. */
async function plan(
  stack: Stack,
  folder: string,
  planFile: string,
  options: RunOptions,
  environment: NodeJS.ProcessEnv,
): Promise<Planned> {
  const first = await tryPlan(stack, folder, planFile, options, environment);
  const uninitialized = first.problems.some(({ summary, detail }) =>
    /init|Inconsistent dependency lock|provider.*(not available|checksum)/i.test(`${summary} ${detail}`),
  );
  // A part is planned in a folder of its own. An apply needs that of the stack, which the plan of everything initializes.
  if (!first.failed || !uninitialized || options.targets.length > 0) {
    return first;
  }
  const init = ["init", "-reconfigure", "-input=false", "-no-color"];
  const { code, stdout, stderr } = await terraform(options.program, folder, init, undefined, {}, options.onStart);
  if (code !== 0) {
    const problem = {
      level: "error",
      summary: withCode("terraform-failed", "terraform init failed"),
      detail: messageMask(stack)(stderr || stdout),
    } as const;
    return { problems: [problem], failed: true, changed: false };
  }
  return tryPlan(stack, folder, planFile, options, environment);
}

async function tryPlan(
  stack: Stack,
  folder: string,
  planFile: string,
  { mode, program, lock, targets, onStart }: RunOptions,
  environment: NodeJS.ProcessEnv,
): Promise<Planned> {
  const problems: AddressedProblem[] = [];
  const mask = messageMask(stack);
  let drifted = false;
  const onEvent = ({ type, diagnostic }: TerraformEvent) => {
    drifted ||= type === "resource_drift";
    if (diagnostic && !(targets.length > 0 && diagnostic.summary === TARGETED)) {
      const { severity, summary, detail: said = "", address } = diagnostic;
      const detail = withStateOfNewerProvider(said, stack.folder, program);
      problems.push({
        level: severity,
        ...(address !== undefined && { address }),
        summary: mask(summary),
        detail: mask(withImportCommand(detail, { address, folder: stack.folder, program })),
      });
    }
  };
  const drift = mode === "drift" ? ["-refresh-only"] : [];
  const unlocked = mode === "drift" || !lock ? ["-lock=false"] : [];
  const out = ["-input=false", "-detailed-exitcode", `-out=${planFile}`];
  const args = ["plan", "-json", ...out, ...drift, ...unlocked, ...targets];
  const { code, stdout, stderr } = await terraform(program, folder, args, onEvent, environment, onStart);
  const failed = code !== 0 && code !== 2;
  if (failed && !problems.some(({ level }) => level === "error")) {
    const detail = mask(`${stderr}${stdout}`.trim());
    const summary = withCode("terraform-failed", `terraform plan failed with exit code ${code}`);
    problems.push({ level: "error", summary, detail });
  }
  return { problems, failed, changed: code === 2 || drifted };
}

/** Adds the index of each job that an apply writes, with one request. An apply compares the indexes before it begins. */
async function withIndexes(stack: Stack, resources: readonly ResourceReport[]): Promise<readonly ResourceReport[]> {
  const access = nomadAccess(stack);
  if (!access || !resources.some(({ job }) => job)) {
    return resources;
  }
  const indexes: JobIndexes = await readJobIndexes(access);
  return resources.map(({ job, ...resource }) =>
    job ? { ...resource, job: { ...job, modifyIndex: indexes.get(`${job.namespace}/${job.id}`) ?? 0 } } : resource,
  );
}
