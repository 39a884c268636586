import { Command } from "commander";
import { labVariables, requireLab } from "../../../lab";
import { examples } from "../../examples";
import { nameOption } from "./name-option";

/** `lab env`: prints what Nomad's and Consul's programs and Terraform providers read from the environment. */
export function envCommand(): Command {
  return new Command("env")
    .description('print addresses, tokens and certificates as exports, for: eval "$(npx cdknomad lab env)"')
    .addOption(nameOption())
    .option("--json", "for programs")
    .addHelpText("after", examples('eval "$(npx cdknomad lab env)"', "cdknomad lab env --json"))
    .action(({ name, json }: { name: string; json?: boolean }) => {
      const variables = labVariables(requireLab(name));
      const exports = Object.entries(variables).map(([key, value]) => `export ${key}=${value}\n`);
      process.stdout.write(json ? `${JSON.stringify(variables)}\n` : exports.join(""));
    });
}
