/**
 * How long the program itself takes in a `cdktf synth`: this repository's, against the same job as one writes it by hand
 * on `@cdktf/provider-nomad`, HCL in a string. Run it with `npm run bench:synth`.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { compare, timed } from "../measure";

const repository = path.join(__dirname, "..", "..");

async function synthesize(program: string): Promise<number> {
  const outdir = mkdtempSync(path.join(tmpdir(), "cdknomad-bench-"));
  const elapsed = await timed(() => {
    const { status, stderr } = spawnSync(process.execPath, ["--import", "tsx", program], {
      cwd: repository,
      env: { ...process.env, CDKTF_OUTDIR: outdir },
      encoding: "utf8",
    });
    if (status !== 0) {
      throw new Error(`${program} ended with ${status}: ${stderr}`);
    }
  });
  rmSync(outdir, { recursive: true });
  return elapsed;
}

void compare(
  "synthesis, whole process",
  { name: "main.ts (typed, checked, provider linked)", run: () => synthesize("main.ts") },
  { name: "hand-written cdktf, one job as HCL text", run: () => synthesize("bench/synth/handwritten.ts") },
);
