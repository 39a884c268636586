/**
 * Runs every test there is and prints one closing line, `N passed, N failed, N skipped`, over all of them: jest's and
 * those of the Go modules. The acceptance tests of the providers run against a real cluster of their own beside jest's.
 *
 *     npm test                        all of them
 *     npm test -- --unit              without those that need a cluster
 *     npm test -- --only jest WORD    one kind, and the files whose path has the word
 *     npm test -- --engine tofu       planned and applied by OpenTofu; docs/engines.md has what came of it
 *     npm test -- --tls               on labs with mutual TLS
 */
import { Command, Option } from "commander";
import { labDown } from "../lab";
import { terminalProgress } from "../tools/progress";
import { type Counts, none, sum } from "./runner/counts";
import { engines, type Surroundings, surroundings } from "./runner/engine";
import { runGo } from "./runner/go";
import { runJest, type Selection } from "./runner/jest";
import { goLabOf, testLabOf, withLab } from "./runner/lab";

interface Options extends Surroundings {
  readonly unit: boolean;
  readonly only?: "go" | "jest";
}

/** The files that look at the whole machine before and after a lab: nothing else may come and go meanwhile. */
const alone = ["__tests__/lab/lifecycle"];

async function run(patterns: readonly string[], { unit, only }: Options): Promise<Counts> {
  const jest = (selection: Selection) => (only === "go" ? none : runJest(selection));
  if (unit) {
    return sum(await jest({ patterns, without: ["__tests__/lab"] }), only === "jest" ? none : await runGo({}));
  }
  if (patterns.length > 0 && only !== "go") {
    return jest({ patterns });
  }
  const first = await jest({ patterns: alone });
  // Both wait most of the time; each has a lab of its own.
  const beside = await Promise.all([
    jest({ without: alone }),
    only === "jest" ? none : withLab(goLabOf(process.env), runGo).catch(failure),
  ]);
  if (only !== "go") {
    // jest's lab stays up from file to file.
    await labDown(testLabOf(process.env));
  }
  return sum(first, ...beside);
}

/** With what the tests were run, where it was asked for. */
function described({ engine, tls }: Options): string {
  const words = [...(engine ? [engine] : []), ...(tls ? ["TLS"] : [])];
  return words.length > 0 ? ` (${words.join(", ")})` : "";
}

/** A lab that does not come up is one failure among the others; jest goes on. */
function failure(error: unknown): Counts {
  console.error(error);
  return { ...none, failed: 1 };
}

new Command("npm test --")
  .argument("[pattern...]", "jest runs only the files whose path has one of these words")
  .option("--unit", "leave out what needs a cluster", false)
  .option("--only <kind>", "run one kind of tests: go or jest")
  .addOption(
    new Option("--engine <name>", "what plans and applies; TERRAFORM_BINARY_NAME if not given").choices(engines),
  )
  .option("--tls", "give the labs mutual TLS")
  .option("--lab <name>", "begin the names of the labs with this, so that other tests may run beside these")
  .action(async (patterns: string[], options: Options) => {
    // Jest, Go, the labs and what the tests start: all of them read these.
    Object.assign(process.env, await surroundings(options, terminalProgress()));
    const counts = await run(patterns, options);
    for (const skip of counts.skips) {
      console.log(`skipped: ${skip}`);
    }
    const { passed, failed, skips } = counts;
    const skippedOnCi = process.env.CI === "true" && skips.length > 0;
    if (skippedOnCi) {
      console.log("nothing may be skipped on the machine of CI");
    }
    console.log(`${passed} passed, ${failed} failed, ${skips.length} skipped${described(options)}`);
    process.exitCode = failed > 0 || passed === 0 || skippedOnCi ? 1 : 0;
  })
  .parseAsync();
