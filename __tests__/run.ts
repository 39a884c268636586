/**
 * Runs all tests, of jest and of the Go modules, and prints one last line `N passed, N failed, N skipped`. Those without a cluster
 * run beside the ones that need a quiet machine. The others run in rows, each on labs of its own.
 *
 *     npm test                        all of them
 *     npm test -- --unit              without those that need a cluster
 *     npm test -- --only jest WORD    one kind, and the files whose path has the word
 *     npm test -- --engine tofu       planned and applied by OpenTofu; see docs/how-to/engines.md for the results
 *     npm test -- --tls               on labs with mutual TLS
 *     npm test -- --unit --cdk cdktn  synthesized by cdktn
 */
import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { Command, Option } from "commander";
import { cdks } from "../cli/init/cdks";
import { terminalProgress } from "../tools/progress";
import { ensureTool } from "../tools/tool";
import { cdkTests, onCdktn } from "./runner/cdktn";
import { type Counts, failureOf, none, sum } from "./runner/counts";
import { engines, type Surroundings, surroundings } from "./runner/engine";
import { goAcceptance, goUnits, runGo } from "./runner/go";
import { runJest, type Selection } from "./runner/jest";
import { goLabOf, removeTestLab, rowsOf, testLabOf, withLab } from "./runner/lab";
import { inRows, type Work } from "./runner/rows";
import "./runner/offline";

interface Options extends Surroundings {
  readonly unit: boolean;
  readonly only?: "go" | "jest";
  readonly cdk: "cdktf" | "cdktn";
}

/** Tests that compare the whole machine before and after a lab, so that nothing else may run meanwhile. */
const alone = ["__tests__/lab/lifecycle"];

/** The tests that need a cluster. */
const onLabs = ["__tests__/lab"];

/** Tests that measure for how long a failure is felt, so that they run before the labs of the others start. */
const quiet = ["__tests__/lab/dns.test"];

/** Rows of tests beside each other, each with labs of its own. Three leave almost nothing of the processor time of two cores unused. */
const rowCount = 3;

async function run(patterns: readonly string[], { unit, only, cdk }: Options): Promise<Counts> {
  const jest = (selection: Selection) => (only === "go" ? none : runJest(selection));
  const units = async (selection: Selection) =>
    sum(
      await jest({ ...selection, without: onLabs }),
      only === "jest" ? none : await runGo(goUnits, {}, selection.how),
    );
  if (unit) {
    return units({ patterns });
  }
  // Outside of the tests' time limits; on a user's machine, a lab builds them when a job needs them.
  for (const program of ["coredns", "csi-hostpath", "image-it-tools", "pebble", "traefik"] as const) {
    await ensureTool(program, terminalProgress());
  }
  if (patterns.length > 0 && only !== "go") {
    return jest({ patterns });
  }
  const first = await timed("alone", () => jest({ patterns: alone }));
  // What needs no cluster runs on the processor time that the measured tests leave.
  const measured = await Promise.all([
    timed("quiet", () => jest({ patterns: quiet })),
    timed("beside it, without a cluster", async () =>
      sum(await units({ how: "idle" }), cdk === "cdktn" ? none : await testOnCdktn(jest)),
    ),
  ]);
  const rows = rowsOf(process.env, rowCount);
  const files = only === "go" ? [] : labTests().map(fileOf);
  const done = await timed("in rows", () => inRows(rows, [...(only === "jest" ? [] : [acceptance]), ...files], 20_000));
  if (only !== "go") {
    // jest's labs stay up from file to file.
    for (const row of rows) {
      await removeTestLab(testLabOf(row));
    }
  }
  for (const { name, took } of done) {
    times.push(`${name} ${inMinutes(took)}`);
  }
  return sum(first, ...measured, ...done.map(({ result }) => result));
}

/** Repeats on cdktn the tests in which the CDK has a part. */
function testOnCdktn(jest: (selection: Selection) => Promise<Counts> | Counts): Promise<Counts> {
  return onCdktn((environment) => jest({ patterns: cdkTests, environment, how: "idle" })).catch(failure("cdktn"));
}

/** The acceptance tests of the providers take longer than each file of jest, so they are the first of their row. */
const acceptance: Work<NodeJS.ProcessEnv, Counts> = {
  name: "Go",
  run: (row) =>
    withLab(goLabOf(row), (environment) => runGo(goAcceptance, environment)).catch(failure("the lab of Go's tests")),
};

/** Returns the tests of one file, for a row. */
function fileOf(file: string): Work<NodeJS.ProcessEnv, Counts> {
  const run = (environment: NodeJS.ProcessEnv) => runJest({ patterns: [file], environment });
  return { name: path.basename(file, ".test.ts"), run };
}

/** Returns the files of the tests that run in rows. Long files come first, because a long one at the end would run alone. */
function labTests(): string[] {
  const [folder = ""] = onLabs;
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".test.ts"))
    .map((file) => path.join(folder, file))
    .filter((file) => ![...alone, ...quiet].some((other) => file.includes(other)));
  const size = (file: string) => statSync(file).size;
  return files.sort((a, b) => size(b) - size(a));
}

/** How long each part of a whole run took, such as `quiet 10.1 min`. */
const times: string[] = [];

async function timed<T>(part: string, work: () => T | Promise<T>): Promise<T> {
  const began = Date.now();
  const result = await work();
  times.push(`${part} ${inMinutes(Date.now() - began)}`);
  return result;
}

const inMinutes = (milliseconds: number) => `${(milliseconds / 60_000).toFixed(1)} min`;

/** Returns the options with which the tests ran, for the last line. */
function described({ engine, tls, cdk }: Options): string {
  const words = [...(engine ? [engine] : []), ...(tls ? ["TLS"] : []), ...(cdk === "cdktn" ? [cdk] : [])];
  return words.length > 0 ? ` (${words.join(", ")})` : "";
}

/** Counts what some tests need and cannot get, such as a lab that does not start, as one failure, so that the others run. */
function failure(need: string): (error: unknown) => Counts {
  return (error) => {
    console.error(error);
    return { ...none, failures: [failureOf(need, String(error))] };
  };
}

new Command("npm test --")
  .argument("[pattern...]", "jest runs only the files whose path has one of these words")
  .option("--unit", "leave out what needs a cluster", false)
  .option("--only <kind>", "run one kind of tests: go or jest")
  .addOption(
    new Option("--engine <name>", "what plans and applies; TERRAFORM_BINARY_NAME if not given").choices(engines),
  )
  .option("--tls", "give the labs mutual TLS")
  .addOption(
    new Option("--cdk <name>", "what synthesizes in jest's tests")
      .choices(cdks.map(({ name }) => name))
      .default("cdktf"),
  )
  .option("--lab <name>", "begin the names of the labs with this, so that other tests may run beside these")
  .action(async (patterns: string[], options: Options) => {
    const runIn = (environment: NodeJS.ProcessEnv) => {
      Object.assign(process.env, environment);
      return run(patterns, options);
    };
    // Jest, Go, the labs, and the programs of the tests read these variables.
    Object.assign(process.env, await surroundings(options, terminalProgress()));
    const counts = options.cdk === "cdktn" ? await onCdktn(runIn) : await runIn({});
    for (const skip of counts.skips) {
      console.log(`skipped: ${skip}`);
    }
    if (times.length > 0) {
      console.log(`times: ${times.join(", ")}`);
    }
    const { passed, failures, skips } = counts;
    // Last, because the output of two rows is mixed above, and a log may be cut at its beginning.
    for (const failure of failures) {
      console.log(`failed: ${failure}`);
    }
    const skippedOnCi = process.env.CI === "true" && skips.length > 0;
    if (skippedOnCi) {
      console.log("nothing may be skipped on the machine of CI");
    }
    console.log(`${passed} passed, ${failures.length} failed, ${skips.length} skipped${described(options)}`);
    process.exitCode = failures.length > 0 || passed === 0 || skippedOnCi ? 1 : 0;
  })
  .parseAsync();
