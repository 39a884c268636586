import { Command } from "commander";
import { requireLab } from "../../../lab";
import { nameOption } from "./name-option";

/** `lab env`: prints what Nomad's and Consul's programs and Terraform providers read from the environment. */
export function envCommand(): Command {
  return new Command("env")
    .description('print addresses and tokens as exports, for: eval "$(npx cdknomad lab env)"')
    .addOption(nameOption())
    .option("--json", "for programs")
    .action(({ name, json }: { name: string; json?: boolean }) => {
      const lab = requireLab(name);
      const variables = {
        NOMAD_ADDR: lab.nomadAddr,
        NOMAD_TOKEN: lab.nomadToken(),
        CONSUL_HTTP_ADDR: lab.consulAddr,
        CONSUL_HTTP_TOKEN: lab.consulToken(),
      };
      const exports = Object.entries(variables).map(([key, value]) => `export ${key}=${value}\n`);
      process.stdout.write(json ? `${JSON.stringify(variables)}\n` : exports.join(""));
    });
}
