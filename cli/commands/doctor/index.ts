import { Command } from "commander";
import pc from "picocolors";
import { requireLab } from "../../../lab";
import { nameOption } from "../lab/name-option";
import { askNodes, type NomadApi } from "./ask-nodes";
import { examine, type Finding } from "./findings";

interface DoctorOptions {
  readonly name: string;
  readonly namespace: string;
  readonly job: string;
}

/** `cdknomad doctor`: says before a deployment what the nodes lack for the name server; its code is 1 if that is a problem. */
export function doctorCommand(): Command {
  return new Command("doctor")
    .description(
      "say what the nodes lack for a name server with a virtual address; a job of Nomad looks, and changes nothing",
    )
    .addOption(nameOption())
    .option("--namespace <name>", "namespace of the name server's job", "dns")
    .option("--job <id>", "id of the name server's job", "coredns")
    .addHelpText("after", "\nIt asks the cluster of NOMAD_ADDR and NOMAD_TOKEN, else the lab.")
    .action(async ({ name, namespace, job }: DoctorOptions) => {
      const nodes = await askNodes(cluster(name, process.env), { namespace, id: job });
      const findings = nodes.flatMap(examine);
      process.stdout.write(`${nodes.length} nodes asked\n${findings.map(print).join("")}`);
      if (findings.length === 0) process.stdout.write(`${pc.green("✔")} nothing is missing\n`);
      if (findings.some(({ level }) => level === "problem")) process.exitCode = 1;
    });
}

function cluster(lab: string, { NOMAD_ADDR, NOMAD_TOKEN }: NodeJS.ProcessEnv): NomadApi {
  if (NOMAD_ADDR) return { address: NOMAD_ADDR, token: NOMAD_TOKEN ?? "" };
  const { nomadAddr, nomadToken } = requireLab(lab);
  return { address: nomadAddr, token: nomadToken() };
}

function print({ node, level, message }: Finding): string {
  return `${level === "problem" ? pc.red("✖") : pc.yellow("!")} [${node}] ${message}\n`;
}
