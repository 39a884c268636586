import pc from "picocolors";
import { lockFinding, lockOf } from "../checks/state-lock";
import { maskText } from "../plan/secrets";
import { terraform } from "../plan/terraform";
import { visible } from "../plan/visible";
import type { Sealed } from "./check";
import { addressesToApply, type Outcome, type Standing } from "./outcome";

/** How a saved plan is applied. */
export interface ApplyOptions {
  readonly planFile: string;
  /** The path of Terraform. */
  readonly program: string;
  /** Gets each line of progress. */
  readonly tell: (line: string) => void;
  readonly environment: NodeJS.ProcessEnv;
  /** Gets what interrupts Terraform in order. */
  readonly onStart: (interrupt: () => void) => void;
}

const verbs: Readonly<Record<string, string>> = {
  create: "created",
  update: "changed",
  delete: "destroyed",
  remove: "forgotten",
};

/** Applies exactly the saved plan of one stack, and keeps account of every resource of it. */
export async function applyStack({ report, stack }: Sealed, options: ApplyOptions): Promise<Outcome> {
  const { planFile, program, tell, environment, onStart } = options;
  const standings = new Map<string, Standing>(addressesToApply(report).map((address) => [address, "not begun"]));
  // What Terraform does to the state alone (move, forget) it does without a word.
  const silent = report.resources
    .filter(({ action }) => action === "move" || action === "forget")
    .map(({ address }) => address);
  let locked = false;
  const result = await terraform(
    program,
    stack.folder,
    ["apply", "-json", "-input=false", "-auto-approve", planFile],
    ({ type, hook, diagnostic }) => {
      const address = hook?.resource?.addr;
      if (address !== undefined && type === "apply_start") {
        standings.set(address, "begun");
      } else if (address !== undefined && type === "apply_complete") {
        standings.set(address, "done");
        tell(`${pc.green("✔")} ${address} ${verbs[hook?.action ?? ""] ?? "done"}`);
      } else if (address !== undefined && type === "apply_errored") {
        standings.set(address, "failed");
        tell(`${pc.red("✘")} ${address} failed`);
      } else if (diagnostic) {
        const { severity, summary, detail = "" } = diagnostic;
        if (/acquiring the state lock/i.test(summary)) {
          locked = true;
          return; // Terraform's words on it are many, and who it is may not be among them
        }
        tell(visible(`${severity}: ${maskText(summary)}${detail && `\n${maskText(detail).replace(/^/gm, "    ")}`}`));
      }
    },
    environment,
    onStart,
  );
  if (locked) {
    const lock = await lockOf(stack);
    tell(lock ? lockFinding(lock).message : `${stack.name}: its state was locked by somebody who has let go by now`);
  }
  if (result.code === 0) {
    for (const address of silent) {
      standings.set(address, "done");
    }
  } else if (result.stderr.trim() !== "") {
    tell(visible(maskText(result.stderr.trim())));
  }
  return { stack: report.name, ended: result.code === 0 ? "applied" : "failed", standings };
}
