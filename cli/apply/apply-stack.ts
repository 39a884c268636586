import { rmSync } from "node:fs";
import pc from "picocolors";
import { formatElapsed } from "../../tools/progress";
import { lockFinding, lockInMessage, lockOf } from "../checks/state-lock";
import { isState, unsavedState, unsavedWords } from "../checks/unsaved-state";
import { messageMask } from "../plan/message-mask";
import type { Action } from "../report/report";
import { visible } from "../report/visible";
import type { Stack } from "../stack/stack";
import { terraform } from "../terraform/terraform";
import type { Sealed } from "./check";
import { withOtherSecret } from "./other-secret";
import { addressesToApply, type Outcome, outputAddress, type Standing, verbs } from "./outcome";
import { type PrintedState, rescueFolders, rescueState } from "./rescue-state";

/** Options of an apply. */
export interface ApplyOptions {
  readonly planFile: string;
  /** The path of Terraform. */
  readonly program: string;
  /** Receives each line of progress. */
  readonly print: (line: string) => void;
  readonly environment: NodeJS.ProcessEnv;
  /** Whether lines of progress are colored. */
  readonly colors: boolean;
  /** Receives a function that interrupts Terraform. */
  readonly onStart: (interrupt: () => void) => void;
}

/** The words for the actions of Terraform's progress, which have the names of the report except for one. */
const words: Readonly<Record<string, string>> = { ...verbs, remove: verbs.forget };

/** Terraform's warning about a plan of some resources only: those that a proof does not cover. */
const INCOMPLETE = "Applied changes may be incomplete";

/** Applies the saved plan of one stack, and records the progress of each resource. */
export async function applyStack({ report, stack }: Sealed, options: ApplyOptions): Promise<Outcome> {
  const { planFile, program, print, environment, onStart } = options;
  const c = pc.createColors(options.colors);
  const began = new Map<string, number>();
  const standings = new Map<string, Standing>(addressesToApply(report).map((address) => [address, "not begun"]));
  // Terraform prints no progress for changes of the state only (move, forget, what is only stored, outputs).
  const silent = [
    ...report.resources.filter(({ action }) => isOfState(action)).map(({ address }) => address),
    ...(report.outputs ?? []).map(outputAddress),
  ];
  const mask = messageMask(stack);
  let lockMessage: string | undefined;
  let printed: PrintedState | undefined;
  const result = await terraform(
    program,
    stack.folder,
    ["apply", "-json", "-input=false", "-auto-approve", planFile],
    ({ type, hook, diagnostic, state }) => {
      printed = state ?? printed;
      const address = hook?.resource?.addr;
      if (address !== undefined && type === "apply_start") {
        standings.set(address, "begun");
        began.set(address, Date.now());
      } else if (address !== undefined && type === "apply_complete") {
        standings.set(address, "done");
        const elapsed = formatElapsed(Date.now() - (began.get(address) ?? Date.now()));
        print(`${c.green("✔")} ${address} ${words[hook?.action ?? ""] ?? "done"} ${c.dim(elapsed)}`);
      } else if (address !== undefined && type === "apply_errored") {
        standings.set(address, "failed");
        print(`${c.red("✘")} ${address} failed`);
      } else if (diagnostic && diagnostic.summary !== INCOMPLETE) {
        const { severity, summary, detail = "" } = withOtherSecret(diagnostic);
        if (/acquiring the state lock/i.test(summary)) {
          lockMessage = detail;
          return; // Terraform's message is long, and may not contain the holder of the lock
        }
        print(visible(`${severity}: ${mask(summary)}${detail && `\n${mask(detail).replace(/^/gm, "    ")}`}`));
      }
    },
    environment,
    onStart,
  ).catch((error: Error) => ({ code: 1, stdout: "", stderr: error.message })); // the other stacks are still reported
  if (lockMessage !== undefined) {
    const lock = (await lockOf(stack).catch(() => undefined)) ?? lockInMessage(stack, lockMessage);
    print(
      lock
        ? visible(lockFinding(lock).message)
        : `${stack.name}: the state was locked by another process, which has released it since`,
    );
  }
  if (result.code === 0) {
    for (const address of silent) {
      standings.set(address, "done");
    }
  } else if (result.stderr.trim() !== "") {
    print(visible(mask(result.stderr.trim())));
  }
  const unsaved = unsavedOf(stack, printed);
  return {
    stack: report.name,
    ended: result.code === 0 ? "applied" : "failed",
    standings,
    ...(unsaved !== undefined && { unsaved }),
  };
}

/** Whether an action only writes the state. */
function isOfState(action: Action): boolean {
  return action === "move" || action === "forget" || action === "import" || action === "none";
}

/** Returns what to do about a state that could not be written; nothing if it was written. */
function unsavedOf(stack: Stack, printed: PrintedState | undefined): string | undefined {
  const left = unsavedState(stack);
  if (printed === undefined || (left !== undefined && isState(left))) {
    return left === undefined ? undefined : unsavedWords(stack, left);
  }
  if (left !== undefined) {
    rmSync(left); // the incomplete file of the state that Terraform then printed
  }
  return unsavedWords(stack, rescueState(printed, stack, rescueFolders(stack)));
}
