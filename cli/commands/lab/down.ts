import { Command } from "commander";
import { labDown } from "../../../lab";
import { terminalProgress } from "../../../tools/progress";
import { examples } from "../../examples";
import { nameOption } from "./name-option";

/** `lab down`: stops a lab and removes all of it. */
export function downCommand(): Command {
  return new Command("down")
    .description("end all processes of a lab and remove its data and tokens")
    .addOption(nameOption())
    .addHelpText("after", examples("cdknomad lab down", "cdknomad lab down --name tried"))
    .action(async ({ name }: { name: string }) => {
      const progress = terminalProgress();
      const wasThere = await progress.step(`taking lab "${name}" down`, () => labDown(name));
      if (!wasThere) {
        progress.note(`there was no lab "${name}"`);
      }
    });
}
