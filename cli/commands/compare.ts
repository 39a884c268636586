import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Command } from "commander";
import { compareSides } from "../compare/compare-sides";
import { printComparison } from "../compare/print";
import { readSide, type Side } from "../compare/side";
import { synthesize } from "../plan/synthesize";

/** What the shell has of another cluster: an environment is compared as its settings are. */
const OF_A_CLUSTER = [
  "NOMAD_ADDR",
  "NOMAD_TOKEN",
  "NOMAD_REGION",
  "CONSUL_HTTP_ADDR",
  "CONSUL_HTTP_TOKEN",
  "CDKNOMAD_STATE",
];

/** `cdknomad compare`: what the program makes of two environments that is not the same. */
export function compareCommand(): Command {
  return new Command("compare")
    .description("tell what differs between two environments of the program; asks no cluster; exit code 2 if any does")
    .argument("<environment>", "the one, as lab")
    .argument("<other>", "the other, as prod")
    .option("--json", "for programs", false)
    .addHelpText("after", "\nExamples:\n  cdknomad compare lab prod\n  cdknomad compare lab prod --json")
    .action(async (first: string, second: string, { json }: { readonly json: boolean }) => {
      const temporary = mkdtempSync(path.join(tmpdir(), "cdknomad-compare-"));
      try {
        const [one, other] = [await sideOf(first, temporary), await sideOf(second, temporary)];
        const parts = compareSides(one, other);
        process.stdout.write(json ? `${JSON.stringify(parts, null, 2)}\n` : printComparison([first, second], parts));
        process.exitCode = parts.length > 0 ? 2 : 0;
      } finally {
        rmSync(temporary, { recursive: true });
      }
    });
}

/** Written apart from `cdktf.out`, where a plan that is not applied yet may depend on what stands there. */
async function sideOf(environment: string, folder: string): Promise<Side> {
  const variables = Object.fromEntries(OF_A_CLUSTER.map((name) => [name, undefined]));
  const output = path.join(folder, Buffer.from(environment).toString("hex"));
  const stacks = await synthesize(process.cwd(), undefined, {
    output,
    variables: { ...variables, CDKNOMAD_ENV: environment },
  });
  return readSide(stacks);
}
