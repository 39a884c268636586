/**
 * Runs every test there is and prints one closing line, `N passed, N failed, N skipped`, over all of them: jest's and
 * those of the Go modules. The acceptance tests of the providers run against the same real cluster as jest's.
 *
 *     npm test                        all of them
 *     npm test -- --unit              without those that need a cluster
 *     npm test -- --only jest WORD    one kind, and the files whose path has the word
 */
import { Command } from "commander";
import { type Counts, none, sum } from "./runner/counts";
import { runGo } from "./runner/go";
import { runJest } from "./runner/jest";
import { withLab } from "./runner/lab";

interface Options {
  readonly unit: boolean;
  readonly only?: "go" | "jest";
}

async function run(patterns: readonly string[], { unit, only }: Options): Promise<Counts> {
  const jest = () => (only === "go" ? none : runJest({ unit, patterns }));
  const go = (environment: NodeJS.ProcessEnv) => (only === "jest" ? none : runGo({ environment }));
  if (unit) {
    return sum(await jest(), await go({}));
  }
  // Jest first: it begins with the lab's own life from up to down, and leaves the lab of the other tests standing.
  return sum(await jest(), only === "jest" ? none : await withLab(go));
}

new Command("npm test --")
  .argument("[pattern...]", "jest runs only the files whose path has one of these words")
  .option("--unit", "leave out what needs a cluster", false)
  .option("--only <kind>", "run one kind of tests: go or jest")
  .action(async (patterns: string[], options: Options) => {
    const counts = await run(patterns, options);
    for (const skip of counts.skips) {
      console.log(`skipped: ${skip}`);
    }
    const { passed, failed, skips } = counts;
    const skippedOnCi = process.env.CI === "true" && skips.length > 0;
    if (skippedOnCi) {
      console.log("nothing may be skipped on the machine of CI");
    }
    console.log(`${passed} passed, ${failed} failed, ${skips.length} skipped`);
    process.exitCode = failed > 0 || passed === 0 || skippedOnCi ? 1 : 0;
  })
  .parseAsync();
