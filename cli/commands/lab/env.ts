import { Command } from "commander";
import { requireLab, shellVariables } from "../../../lab";
import { examples } from "../../examples";
import { nameOption } from "./name-option";

/** `lab env`: prints the environment variables that Nomad, Consul, and the Terraform providers read. */
export function envCommand(): Command {
  return new Command("env")
    .description(
      'print environment, addresses, tokens and certificates as shell exports, for: eval "$(npx cdknomad lab env)"',
    )
    .addOption(nameOption())
    .option("--json", "print JSON")
    .addHelpText("after", examples('eval "$(npx cdknomad lab env)"', "cdknomad lab env --json"))
    .action(({ name, json }: { name: string; json?: boolean }) => {
      const variables = shellVariables(requireLab(name));
      const exports = Object.entries(variables).map(([key, value]) => `export ${key}=${value}\n`);
      process.stdout.write(json ? `${JSON.stringify(variables)}\n` : exports.join(""));
    });
}
