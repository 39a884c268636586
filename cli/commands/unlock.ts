import { Command } from "commander";
import { unlock } from "../checks/state-lock";
import { chooseStacks } from "../choose-stacks";
import { examples } from "../examples";
import { readStacks, type Stack } from "../plan/synthesize";
import { visibleLine } from "../plan/visible";

/** `cdknomad unlock`: releases the lock of a state whose holder is gone. */
export function unlockCommand(): Command {
  return new Command("unlock")
    .description("release the lock of a stack's state in Consul, after its holder was killed")
    .argument("<stack>", "name of the stack")
    .argument("<id>", "id of the lock, as the refusal and `cdknomad doctor` tell it")
    .addHelpText("after", examples("cdknomad unlock apps 6a2f8d1c-5d0e-4bb1-9c52-0d1a7c1f0f7e"))
    .action(async (name: string, id: string) => {
      const [stack] = chooseStacks(readStacks(process.cwd()), [name]);
      const { who, since } = await unlock(stack as Stack, id);
      console.log(
        visibleLine(`${name}: the lock that ${who || "somebody"} has held since ${since || "a while"} is released`),
      );
    });
}
