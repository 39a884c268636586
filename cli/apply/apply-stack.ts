import pc from "picocolors";
import { formatElapsed } from "../../tools/progress";
import { lockFinding, lockOf } from "../checks/state-lock";
import { unsavedState, unsavedWords } from "../checks/unsaved-state";
import { messageMask } from "../plan/known-secrets";
import { terraform } from "../plan/terraform";
import { visible } from "../plan/visible";
import type { Sealed } from "./check";
import { addressesToApply, type Outcome, type Standing, verbs } from "./outcome";

/** How a saved plan is applied. */
export interface ApplyOptions {
  readonly planFile: string;
  /** The path of Terraform. */
  readonly program: string;
  /** Gets each line of progress. */
  readonly tell: (line: string) => void;
  readonly environment: NodeJS.ProcessEnv;
  /** Whether lines of progress are coloured. */
  readonly colours: boolean;
  /** Gets what interrupts Terraform in order. */
  readonly onStart: (interrupt: () => void) => void;
}

/** Terraform's progress has the same names for what is done, but for one. */
const words: Readonly<Record<string, string>> = { ...verbs, remove: verbs.forget };

/** Applies exactly the saved plan of one stack, and keeps account of every resource of it. */
export async function applyStack({ report, stack }: Sealed, options: ApplyOptions): Promise<Outcome> {
  const { planFile, program, tell, environment, onStart } = options;
  const c = pc.createColors(options.colours);
  const began = new Map<string, number>();
  const standings = new Map<string, Standing>(addressesToApply(report).map((address) => [address, "not begun"]));
  // What Terraform does to the state alone (move, forget) it does without a word.
  const silent = report.resources
    .filter(({ action }) => action === "move" || action === "forget")
    .map(({ address }) => address);
  const mask = messageMask(stack.folder);
  let locked = false;
  const result = await terraform(
    program,
    stack.folder,
    ["apply", "-json", "-input=false", "-auto-approve", planFile],
    ({ type, hook, diagnostic }) => {
      const address = hook?.resource?.addr;
      if (address !== undefined && type === "apply_start") {
        standings.set(address, "begun");
        began.set(address, Date.now());
      } else if (address !== undefined && type === "apply_complete") {
        standings.set(address, "done");
        const elapsed = formatElapsed(Date.now() - (began.get(address) ?? Date.now()));
        tell(`${c.green("✔")} ${address} ${words[hook?.action ?? ""] ?? "done"} ${c.dim(elapsed)}`);
      } else if (address !== undefined && type === "apply_errored") {
        standings.set(address, "failed");
        tell(`${c.red("✘")} ${address} failed`);
      } else if (diagnostic) {
        const { severity, summary, detail = "" } = diagnostic;
        if (/acquiring the state lock/i.test(summary)) {
          locked = true;
          return; // Terraform's words on it are many, and who it is may not be among them
        }
        tell(visible(`${severity}: ${mask(summary)}${detail && `\n${mask(detail).replace(/^/gm, "    ")}`}`));
      }
    },
    environment,
    onStart,
  ).catch((error: Error) => ({ code: 1, stdout: "", stderr: error.message })); // what the other stacks do is to be told all the same
  if (locked) {
    const lock = await lockOf(stack).catch(() => undefined);
    tell(lock ? lockFinding(lock).message : `${stack.name}: its state was locked by somebody who has let go by now`);
  }
  if (result.code === 0) {
    for (const address of silent) {
      standings.set(address, "done");
    }
  } else if (result.stderr.trim() !== "") {
    tell(visible(mask(result.stderr.trim())));
  }
  const unsaved = unsavedState(stack) === undefined ? {} : { unsaved: unsavedWords(stack) };
  return { stack: report.name, ended: result.code === 0 ? "applied" : "failed", standings, ...unsaved };
}
