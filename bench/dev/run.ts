/**
 * How long it takes from a saved file to a running allocation, in a project of `cdknomad init` on a lab of its own: 50 edits with
 * `cdknomad dev`, and edits of the environment with `cdknomad plan` and `cdknomad apply`.
 *
 *     npm run bench:dev -- [EDITS] [APPLIES]
 */
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import path from "node:path";
import { processesIn, Typed } from "../../__tests__/lab/plan/typed";
import type { NomadClient } from "../../clients";
import { labDown, labUp } from "../../lab";
import { nomadApi } from "../../lab/apis";
import { loadImages } from "../../lab/image-store";
import { silent, terminalProgress } from "../../tools/progress";
import { run } from "../../tools/run";
import { untilRuns } from "./cluster";
import { type Edit, edits, type Kind } from "./edits";
import { type Parts, partsOf } from "./parts";
import { buildImage, firstValues, Starter, type Values } from "./starter";

const repository = path.join(__dirname, "..", "..");
const name = "bench-dev";

/** Most seconds from the save to the allocation, for 95 of 100 edits. */
const LIMIT = 5;
/** Milliseconds between the end of an edit and the next save: nobody edits a file sooner after looking at a result. */
const REST = 3_000;
/** Milliseconds after which an edit counts as lost. */
const LOST = 60_000;

interface Measured {
  readonly kind: Kind;
  readonly milliseconds: number;
}

async function main(count: number, applies: number): Promise<void> {
  const parent = mkdtempSync(path.join(tmpdir(), "cdknomad-bench-dev-"));
  process.env.CDKNOMAD_LAB_IMAGES = path.join(parent, "images");
  try {
    const starter = new Starter(repository, parent);
    const lab = await labUp({ name, images: { offline: true }, progress: terminalProgress() });
    const { layout, name: image } = await buildImage(parent);
    await loadImages(layout, silent, image);
    const nomad = nomadApi(lab);
    await planAndApply(starter);
    const load = loadavg()[0] ?? 0;
    const { measured, last, left, parts } = await withDev(starter, nomad, count);
    const applied = await withApply(starter, nomad, last, applies);
    report(measured, applied, left, parts);
    const now = loadavg()[0] ?? 0;
    console.log(`load ${load.toFixed(1)} at the start and ${now.toFixed(1)} at the end, ${cpus().length} processors`);
  } finally {
    await labDown(name);
    // A command that was interrupted by an error may still write there, and must not hide that error.
    rmSync(parent, { recursive: true, force: true, maxRetries: 10, retryDelay: 500 });
  }
}

/** Measures edits with `cdknomad dev`. */
async function withDev(starter: Starter, nomad: NomadClient, count: number) {
  const dev = new Typed(starter.folder, environment(), [
    path.relative(path.join(repository, "bin"), starter.command),
    "dev",
    "--timings",
    "--no-logs",
  ]);
  try {
    return await editAll(starter, nomad, dev, count);
  } catch (error) {
    console.log(dev.output);
    throw error;
  } finally {
    dev.kill("SIGKILL");
  }
}

async function editAll(starter: Starter, nomad: NomadClient, dev: Typed, count: number) {
  await dev.says("Ctrl-C ends");
  const began = dev.output.length;
  const measured: Measured[] = [];
  let last: Values = firstValues;
  for (const edit of edits(count, firstValues)) {
    await rest(REST);
    const milliseconds = await measure(starter, nomad, dev, last, edit);
    last = edit.values;
    measured.push({ kind: edit.kind, milliseconds });
    console.log(`${String(measured.length).padStart(3)} ${edit.kind.padEnd(10)} ${(milliseconds / 1000).toFixed(2)} s`);
  }
  const parts = partsOf(dev.output.slice(began));
  // Saves faster than they can run: the newest one must.
  for (const greeting of ["burst-1", "burst-2", "burst-3", "burst-4", "burst-5"]) {
    const { mistake: _, ...correct } = last;
    last = { ...correct, greeting };
    starter.save(last);
    await rest(150);
  }
  await untilRuns(nomad, last, LOST);
  dev.kill("SIGINT");
  await dev.ended;
  return { measured, last, left: processesIn(starter.folder), parts };
}

const rest = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function measure(
  starter: Starter,
  nomad: NomadClient,
  dev: Typed,
  before: Values,
  { kind, values }: Edit,
): Promise<number> {
  if (kind === "template") {
    const saved = starter.savePage(values);
    if (before.mistake) {
      starter.save(values);
    }
    return (await untilRuns(nomad, values, LOST)) - saved;
  }
  const saved = starter.save(values);
  if (values.mistake) {
    await dev.says(values.mistake.name);
    return Date.now() - saved;
  }
  return (await untilRuns(nomad, values, LOST)) - saved;
}

/** Measures edits of the environment with a plan and an apply: until the allocation runs, and until the apply ends. */
async function withApply(starter: Starter, nomad: NomadClient, last: Values, count: number) {
  const times: { readonly running: number; readonly ended: number }[] = [];
  for (let number = 1; number <= count; number++) {
    const values = { ...last, greeting: `apply-${number}` };
    const saved = starter.save(values);
    const applied = planAndApply(starter);
    const running = (await untilRuns(nomad, values, LOST)) - saved;
    await applied;
    times.push({ running, ended: Date.now() - saved });
    console.log(`apply ${number}: running after ${(running / 1000).toFixed(2)} s`);
  }
  return times;
}

async function planAndApply({ folder, command }: Starter): Promise<void> {
  for (const word of ["plan", "apply"]) {
    const { code, stdout, stderr } = await run([process.execPath, command, word], {
      cwd: folder,
      env: { ...process.env, ...environment() },
    });
    if (code !== 0 && !(word === "plan" && code === 2)) {
      throw new Error(`cdknomad ${word}: ${stdout}${stderr}`);
    }
  }
}

/** The lab of this benchmark, whatever the shell is for. */
function environment(): NodeJS.ProcessEnv {
  const none = { CDKNOMAD_ENV: undefined, NOMAD_ADDR: undefined, NOMAD_TOKEN: undefined, CONSUL_HTTP_ADDR: undefined };
  return { ...none, CONSUL_HTTP_TOKEN: undefined, CDKNOMAD_LAB: name };
}

function report(
  measured: readonly Measured[],
  applied: readonly { readonly running: number; readonly ended: number }[],
  left: readonly string[],
  parts: Parts,
): void {
  const row = (what: string, times: readonly number[]) =>
    console.log(
      `${what.padEnd(44)} ${String(times.length).padStart(3)}  ${[0.5, 0.95, 1].map((share) => `${(quantile(times, share) / 1000).toFixed(2)} s`).join("  ")}`,
    );
  console.log(`\n${"from the save to".padEnd(44)}   n  median  p95     most`);
  const runs = measured.filter(({ kind }) => !kind.endsWith("error")).map(({ milliseconds }) => milliseconds);
  row("a running allocation, cdknomad dev", runs);
  for (const kind of new Set(measured.map((one) => one.kind))) {
    const times = measured.filter((one) => one.kind === kind).map(({ milliseconds }) => milliseconds);
    row(`  ${kind}${kind.endsWith("error") ? ", until it is shown" : ""}`, times);
  }
  row(
    "a running allocation, cdknomad plan and apply",
    applied.map(({ running }) => running),
  );
  row(
    "the end of that apply",
    applied.map(({ ended }) => ended),
  );
  console.log("\nof which, with cdknomad dev (the program and the check of its types run at the same time):");
  for (const [name, times] of parts) {
    row(`  ${name}`, times);
  }
  const p95 = quantile(runs, 0.95) / 1000;
  console.log(`\ngoal: p95 under ${LIMIT} s; ${p95 < LIMIT ? "reached" : "missed"} with ${p95.toFixed(2)} s`);
  console.log(`no edit was lost; ${left.length} processes left after Ctrl-C`);
  process.exitCode = quantile(runs, 0.95) < LIMIT * 1000 && left.length === 0 ? 0 : 1;
}

/** The value that a share of the values does not exceed. */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

void main(Number(process.argv[2] ?? "50"), Number(process.argv[3] ?? "5"));
