import { rmSync } from "node:fs";
import path from "node:path";
import { Command } from "commander";
import { temporaryFolder } from "../../tools/temporary-folder";
import { compareSides } from "../compare/compare-sides";
import { printComparison } from "../compare/print";
import { readSide, type Side } from "../compare/side";
import { synthesize } from "../program/synthesize";

/** Variables of the shell about another cluster, which are ignored: environments are compared by their settings. */
const OF_A_CLUSTER = [
  "NOMAD_ADDR",
  "NOMAD_TOKEN",
  "NOMAD_REGION",
  "CONSUL_HTTP_ADDR",
  "CONSUL_HTTP_TOKEN",
  "CDKNOMAD_STATE",
];

/** Returns the command `cdknomad compare`, which shows the differences between two environments. */
export function compareCommand(): Command {
  return new Command("compare")
    .description(
      "show the differences between two environments of the program; needs no cluster; exit code 2: differences",
    )
    .argument("<environment>", "first environment, such as lab")
    .argument("<other>", "second environment, such as prod")
    .option("--json", "output for programs", false)
    .addHelpText("after", "\nExamples:\n  cdknomad compare lab prod\n  cdknomad compare lab prod --json")
    .action(async (first: string, second: string, { json }: { readonly json: boolean }) => {
      const temporary = temporaryFolder("compare");
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

/** Synthesizes an environment into its own folder, because a plan that is not applied yet needs `cdktf.out`. */
async function sideOf(environment: string, folder: string): Promise<Side> {
  const variables = Object.fromEntries(OF_A_CLUSTER.map((name) => [name, undefined]));
  const output = path.join(folder, Buffer.from(environment).toString("hex"));
  const stacks = await synthesize(process.cwd(), undefined, {
    output,
    variables: { ...variables, CDKNOMAD_ENV: environment },
  });
  return readSide(stacks);
}
