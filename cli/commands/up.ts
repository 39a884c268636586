import { Command } from "commander";
import pc from "picocolors";
import type { Lab } from "../../lab";
import { defaultLabName } from "../../lab/paths";
import { deploy } from "../deploy";
import { listServices } from "../services";
import { type BringUpOptions, bringUp, nodesOption, tlsOption } from "./lab/bring-up";
import { nameOption } from "./lab/name-option";

/** `cdknomad up`: the lab, and on it all stacks of this program. */
export function upCommand(): Command {
  return new Command("up")
    .description("bring the lab up and deploy all stacks to it")
    .addOption(nameOption())
    .addOption(nodesOption())
    .addOption(tlsOption())
    .addHelpText(
      "after",
      "\nExamples:\n  $ cdknomad up\n  $ cdknomad up --nodes 3\n\n`cdknomad lab down` takes it all away.",
    )
    .action(async (options: BringUpOptions) => {
      const lab = await bringUp(options);
      if (!lab) return;
      // The program finds the lab by its name, the same way as when cdktf is typed by hand.
      await deploy({ CDKNOMAD_LAB: lab.name, NOMAD_ADDR: undefined, NOMAD_TOKEN: undefined });
      await tellWhatRuns(lab);
    });
}

async function tellWhatRuns(lab: Lab): Promise<void> {
  const services = await listServices(lab.nomadAddr, lab.nomadToken(), lab.tls?.nomad);
  const option = lab.name === defaultLabName ? "" : ` --name ${lab.name}`;
  console.log(`\nNomad   ${pc.cyan(`${lab.nomadAddr}/ui`)}\nConsul  ${pc.cyan(`${lab.consulAddr}/ui`)}`);
  for (const { name, namespace, address, port } of services) {
    const where = namespace === "default" ? "" : ` --namespace ${namespace}`;
    console.log(`\n${pc.bold(name)} answers inside the lab at ${address}:${port}; to reach it from this machine:`);
    console.log(`  npx cdknomad lab forward${option}${where} ${name}`);
  }
  console.log(`\nShell for nomad, consul and cdktf:  eval "$(npx cdknomad lab env${option})"`);
  console.log("See what would change:              npx cdktf diff apps");
  console.log(`Take it all away:                   npx cdknomad lab down${option}`);
}
