import { Command } from "commander";
import { terminalProgress } from "../../tools/progress";
import { ensureTerraform } from "../../tools/terraform";
import { requireLabs } from "../checks/lab-running";
import { unlock } from "../checks/state-lock";
import { chooseStacks } from "../choose-stacks";
import { examples } from "../examples";
import { readStacks } from "../program/synthesize";
import { visibleLine } from "../report/visible";
import { backendOf } from "../stack/backend";
import type { Stack } from "../stack/stack";
import { forceUnlock } from "../terraform/force-unlock";

/** `cdknomad unlock`: releases the lock of a state whose holder is gone. */
export function unlockCommand(): Command {
  return new Command("unlock")
    .description("release the lock of a stack's state on a server, after its holder was killed")
    .argument("<stack>", "name of the stack")
    .argument("<id>", "id of the lock, from the error message or `cdknomad doctor`")
    .addHelpText("after", examples("cdknomad unlock apps 6a2f8d1c-5d0e-4bb1-9c52-0d1a7c1f0f7e"))
    .action(async (name: string, id: string) => {
      const [stack] = chooseStacks(readStacks(process.cwd()), [name]) as [Stack];
      requireLabs([stack]);
      if (backendOf(stack).kind === "other") {
        await forceUnlock(stack, id, await ensureTerraform(terminalProgress()));
        console.log(visibleLine(`${name}: the lock ${id} is released`));
        return;
      }
      const { who, since } = await unlock(stack, id);
      console.log(
        visibleLine(`${name}: the lock that ${who || "somebody"} has held since ${since || "a while"} is released`),
      );
    });
}
