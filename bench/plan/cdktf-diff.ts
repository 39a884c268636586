import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type Cost, measure } from "./processes";

const command = path.join(__dirname, "..", "..", "bin", "cdktf");

/** What `cdktf diff` of what was synthesized last takes. */
export interface CdktfDiffCost {
  readonly ours: Cost;
  /** With the name of its construct beside each resource, as cdktf itself synthesizes. */
  readonly named: Cost;
}

/**
 * Plans once as we synthesize, and once as cdktf would.
 *
 * @param folder where `cdktf.json` is
 * @param stack the folder of the stack in `cdktf.out`
 */
export async function cdktfDiff(folder: string, stack: string, env: NodeJS.ProcessEnv): Promise<CdktfDiffCost> {
  const diff = () => measure([process.execPath, command, "diff", "--skip-synth"], folder, env);
  const file = path.join(stack, "cdk.tf.json");
  const synthesized = readFileSync(file, "utf8");
  const ours = await diff();
  writeFileSync(file, withNames(synthesized));
  const named = await diff();
  writeFileSync(file, synthesized);
  return { ours, named };
}

function withNames(synthesized: string): string {
  const terraform = JSON.parse(synthesized);
  for (const [address, job] of Object.entries(
    terraform.resource.nomad_job as Record<string, Record<string, unknown>>,
  )) {
    job["//"] = { metadata: { path: `jobs/${address.replace(/^[^_]*_/, "")}/resource`, uniqueId: address } };
  }
  return JSON.stringify(terraform, null, 2);
}
