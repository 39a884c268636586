/**
 * How long a user's test takes on a warm lab: it deploys a job, stops a node, and checks that the service answers.
 *
 *     npx tsx bench/testing/run.ts [RUNS]
 *
 * Each run is a jest of its own, as when a developer repeats the test. The first one starts the lab and is not counted.
 */
import path from "node:path";
import { labDown } from "../../lab";
import { run } from "../../tools/run";
import { timed } from "../measure";

/** Most seconds that a run may take. */
const LIMIT = 20;

const jest = require.resolve("jest/bin/jest");

async function repeat(runs: number): Promise<void> {
  const config = path.join(__dirname, "jest.config.js");
  const env = { ...process.env, CDKNOMAD_KEEP_LAB: "1", CDKNOMAD_LAB_OFFLINE: "1" };
  const times: number[] = [];
  let failures = 0;
  for (let number = 0; number <= runs; number++) {
    const seconds =
      (await timed(async () => {
        const { code, stderr } = await run([process.execPath, jest, "--config", config, "--runInBand"], { env });
        if (code !== 0) {
          failures += 1;
          console.log(stderr);
        }
      })) / 1000;
    console.log(
      number === 0 ? `with the start of the lab: ${seconds.toFixed(1)} s` : `${number}: ${seconds.toFixed(1)} s`,
    );
    if (number > 0) {
      times.push(seconds);
    }
  }
  await labDown("bench-testing");
  const sorted = [...times].sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  console.log(
    `${runs} runs, ${failures} failures: median ${median.toFixed(1)} s, longest ${sorted.at(-1)?.toFixed(1)} s; limit ${LIMIT} s`,
  );
  process.exitCode = failures > 0 || times.some((seconds) => seconds >= LIMIT) ? 1 : 0;
}

void repeat(Number(process.argv[2] ?? "20"));
