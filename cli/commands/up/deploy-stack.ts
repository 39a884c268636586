import pc from "picocolors";
import { messageMask } from "../../plan/message-mask";
import { visible } from "../../report/visible";
import type { Stack } from "../../stack/stack";
import { type TerraformEvent, terraform } from "../../terraform/terraform";

/** Options of a deployment of one stack. */
export interface DeployStackOptions {
  /** The path of Terraform. */
  readonly program: string;
  /** Variables in addition to those of this process; `undefined` removes one. */
  readonly environment: NodeJS.ProcessEnv;
  /** Receives each line of progress. */
  readonly print: (line: string) => void;
  /** Whether lines of progress are colored. */
  readonly colors: boolean;
  /** Receives a function that interrupts Terraform. */
  readonly onStart: (interrupt: () => void) => void;
}

/** Terraform's messages that are shown; the others repeat the plan. */
const SHOWN = ["apply_start", "apply_complete", "apply_errored", "change_summary"];

/**
 * Runs `terraform init` and `terraform apply` for one stack, without a plan to review. Each line of progress begins with the name of the stack.
 *
 * @returns whether Terraform succeeded; it has printed the reason if not
 */
export async function deployStack(stack: Stack, options: DeployStackOptions): Promise<boolean> {
  const { program, environment, onStart } = options;
  const c = pc.createColors(options.colors);
  const mask = messageMask(stack);
  const print = (text: string, paint = (line: string) => line) => {
    for (const line of visible(mask(text)).trim().split("\n")) {
      options.print(`${c.bold(stack.name)}  ${paint(line)}`);
    }
  };
  const run = async (args: readonly string[], onEvent?: (event: TerraformEvent) => void) => {
    const { code, stdout, stderr } = await terraform(program, stack.folder, args, onEvent, environment, onStart);
    if (code !== 0 && `${stderr}${stdout}`.trim() !== "") {
      print(`${stderr}${stdout}`, c.red);
    }
    return code === 0;
  };
  return (
    (await run(["init", "-reconfigure", "-input=false", "-no-color"])) &&
    (await run(["apply", "-json", "-input=false", "-auto-approve"], ({ type, diagnostic, "@message": message }) => {
      if (diagnostic) {
        const { severity, summary, detail = "" } = diagnostic;
        const text = `${severity}: ${summary}${detail && `\n${detail.replace(/^/gm, "    ")}`}`;
        print(text, severity === "error" ? c.red : c.yellow);
      } else if (SHOWN.includes(type)) {
        print(message);
      }
    }))
  );
}
