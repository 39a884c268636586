/**
 * Fuzzes the parsers of foreign input: `npx tsx __tests__/fuzz/run.ts [area...] --seconds 600`. Each area gets that many seconds,
 * divided equally among its targets, which run one after the other. `docs/explanation/security.md` has the results.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { Argument, Command } from "commander";
import { goTargets } from "./go-targets";

const repository = path.join(__dirname, "..", "..");
const areas = ["provider", "importer", "encoder", "report"] as const;
type Area = (typeof areas)[number];

/** Tests that run for the whole time if requested, see `budget.ts`. */
const suites: Readonly<Partial<Record<Area, string>>> = {
  importer: "__tests__/fuzz/importer.test.ts",
  encoder: "__tests__/fuzz/encoder.test.ts",
  report: "__tests__/fuzz/report.test.ts",
};

async function fuzz(area: Area, seconds: number): Promise<number> {
  const targets = goTargets.filter((target) => target.area === area);
  const suite = suites[area];
  const each = Math.ceil(seconds / (targets.length + (suite ? 1 : 0)));
  let failed = 0;
  for (const { module, folder, name } of targets) {
    const fuzzing = ["-run=^$", `-fuzz=^${name}$`, `-fuzztime=${each}s`, "-fuzzminimizetime=100x", "-parallel=1"];
    failed += await run("go", ["test", `./${folder}`, ...fuzzing], module, { CGO_ENABLED: "0" });
  }
  if (suite) {
    const jest = require.resolve("jest/bin/jest");
    failed += await run(process.execPath, [jest, suite, "--runInBand"], ".", { CDKNOMAD_FUZZ_SECONDS: String(each) });
  }
  return failed;
}

async function run(
  command: string,
  args: readonly string[],
  folder: string,
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  console.log(`${[path.basename(command), ...args].join(" ")} (${folder})`);
  const child = spawn(command, args, {
    cwd: path.join(repository, folder),
    env: { ...process.env, ...environment },
    stdio: "inherit",
  });
  const [code] = await once(child, "close");
  return code === 0 ? 0 : 1;
}

new Command("fuzz")
  .addArgument(new Argument("[area...]", "what is fuzzed").choices(areas).default(areas, "all"))
  .option("--seconds <number>", "how long each area is fuzzed", Number, 600)
  .action(async (chosen: readonly Area[], { seconds }: { readonly seconds: number }) => {
    let failed = 0;
    for (const area of chosen) {
      failed += await fuzz(area, seconds);
    }
    process.exitCode = failed === 0 ? 0 : 1;
  })
  .parseAsync();
