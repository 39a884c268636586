/**
 * How long `app.synth()` takes with typed jobs, next to the same jobs written by hand in cdktf and to the floor, a plain `JSON.stringify`.
 *
 *     npm run bench:synth [-- SIZE...]
 *
 * Each program is a process of its own, which measures itself from the first construct to the written file. The programs run in turn, so
 * that the ratios hold when the speed of the machine drifts.
 */
import path from "node:path";
import { run } from "../../tools/run";
import { median } from "../measure";
import type { Measured } from "./program";

const repository = path.join(__dirname, "..", "..");

const ours = "typed";
const byHand = "as-objects";
const programs: Readonly<Record<string, string>> = {
  [ours]: "typed jobs, with all rules",
  [byHand]: "cdktf by hand, objects and JSON.stringify",
  "as-hcl": "cdktf by hand, HCL text",
  floor: "JSON.stringify into a file",
};

/** Most that typed jobs may take, in multiples of the same by hand. */
const MOST = 1.1;
/** Most memory for the largest program. */
const MOST_MEGABYTES = 300;

async function measure(program: string, jobs: number): Promise<Measured> {
  const file = path.join(__dirname, `${program}.ts`);
  const { code, stdout, stderr } = await run([process.execPath, "--require", "tsx/cjs", file, String(jobs)], {
    cwd: repository,
  });
  if (code !== 0) {
    throw new Error(`${program} ended with ${code}: ${stderr}`);
  }
  return JSON.parse(stdout);
}

async function compareAt(jobs: number): Promise<void> {
  const rounds = jobs > 2000 ? 1 : 3;
  const results = Object.fromEntries(Object.keys(programs).map((program) => [program, [] as Measured[]]));
  for (let round = 0; round < rounds; round++) {
    for (const program of Object.keys(programs)) {
      results[program]?.push(await measure(program, jobs));
    }
  }
  const of = (program: string, value: keyof Measured) => median((results[program] ?? []).map((one) => one[value]));
  console.log(`\n${jobs} jobs, median of ${rounds}:`);
  console.log(`${"".padEnd(44)} wall      processor  memory   output`);
  for (const [program, title] of Object.entries(programs)) {
    const cells = [
      `${of(program, "wallSeconds").toFixed(2)} s`.padEnd(9),
      `${of(program, "cpuSeconds").toFixed(2)} s`.padEnd(10),
      `${of(program, "peakMegabytes").toFixed(0)} MB`.padEnd(8),
      `${of(program, "outputMegabytes").toFixed(1)} MB`,
    ];
    console.log(`${title.padEnd(44)} ${cells.join(" ")}`);
  }
  const ratios = (results[ours] ?? []).map(
    ({ cpuSeconds }, round) => cpuSeconds / (results[byHand]?.[round]?.cpuSeconds ?? Number.NaN),
  );
  judge("processor time to the same by hand", median(ratios), MOST, "times");
  judge("memory", of(ours, "peakMegabytes"), MOST_MEGABYTES, "MB");
}

function judge(what: string, got: number, most: number, unit: string): void {
  console.log(`${got <= most ? "met   " : "MISSED"} ${what}: ${got.toFixed(2)} ${unit}, goal ${most}`);
}

async function compareAll(): Promise<void> {
  const asked = process.argv.slice(2).map(Number);
  for (const jobs of asked.length > 0 ? asked : [100, 1000, 10_000]) {
    await compareAt(jobs);
  }
}

void compareAll();
