import { Command, Option } from "commander";
import { errorText } from "../../../errors";
import { labDown } from "../../../lab";
import { pruneCache, unusedDays } from "../../../lab/cache";
import { takeDownWhenUnused } from "../../../lab/users";
import { type Progress, terminalProgress } from "../../../tools/progress";
import { examples } from "../../examples";
import { megabytes } from "../../size";
import { bytesOf } from "../cache/prune";
import { nameOption } from "./name-option";

/** `lab down`: stops a lab and removes all of it. */
export function downCommand(): Command {
  return (
    new Command("down")
      .description("end all processes of a lab and remove its data and tokens")
      .addOption(nameOption())
      // The tests of `cdknomad/testing` start this command for their lab.
      .addOption(new Option("--when-unused <pid>", "wait until no test uses the lab").hideHelp())
      .addHelpText("after", examples("cdknomad lab down", "cdknomad lab down --name tried"))
      .action(async ({ name, whenUnused }: { name: string; whenUnused?: string }) => {
        if (whenUnused !== undefined) {
          return takeDownWhenUnused(name, Number(whenUnused));
        }
        const progress = terminalProgress();
        if (!(await labDown(name, progress))) {
          progress.note(`there was no lab "${name}"`);
        }
        await removeUnused(progress);
      })
  );
}

/**
 * Removes what nothing has used for a long time, now that the uses of this lab have been noted. A failure is shown but is none of this
 * command, because the lab is gone.
 */
async function removeUnused(progress: Progress): Promise<void> {
  try {
    const removal = await pruneCache(progress, { dryRun: false, unused: true });
    const count = removal.removed.length + removal.images.names.length;
    if (count > 0) {
      progress.note(
        `removed ${count} ${count === 1 ? "entry" : "entries"} of the cache that nothing has used for ${unusedDays} days (${megabytes(bytesOf(removal))})`,
      );
    }
  } catch (error) {
    progress.note(`the cache was not tidied: ${errorText(error)}`);
  }
}
