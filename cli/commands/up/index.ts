import { Command, Option } from "commander";
import pc from "picocolors";
import { CodedError } from "../../../errors";
import type { Lab } from "../../../lab";
import { nomadApi } from "../../../lab/apis";
import { defaultLabName } from "../../../lab/paths";
import { isFirstStart } from "../../../lab/programs";
import { listServices } from "../../services";
import { type BringUpOptions, bringUp, withBringUpOptions } from "../lab/bring-up";
import { deployEarly } from "./deploy-early";
import { type PreparedStack, prepare } from "./prepare";
import { rehearse } from "./rehearse";

interface Options extends BringUpOptions {
  readonly environment?: string;
  readonly on?: string;
}

/** `cdknomad up`: the lab, and on it all stacks of this program. */
export function upCommand(): Command {
  return withBringUpOptions(new Command("up"))
    .description("bring the lab up and deploy all stacks to it")
    .option("--environment <name>", "deploy the program for this environment, as a rehearsal; needs --on")
    .addOption(new Option("--on <lab>", "name of the lab that takes the place of the environment's cluster"))
    .addHelpText(
      "after",
      "\nExamples:\n  $ cdknomad up\n  $ cdknomad up --nodes 3\n  $ cdknomad up --environment prod --on lab --like prod\n\n`cdknomad lab down` takes it all away.",
    )
    .action(async ({ environment, on, ...options }: Options) => {
      if ((environment === undefined) !== (on === undefined)) {
        const missing = on === undefined ? "--on" : "--environment";
        throw new CodedError(
          "arguments-invalid",
          `${missing}: it is missing; a rehearsal needs both, such as --environment prod --on lab`,
        );
      }
      const name = on ?? options.name;
      const isFirst = environment === undefined && (await isFirstStart());
      let prepared: Promise<readonly PreparedStack[] | undefined> | undefined;
      const lab = await bringUp({ ...options, name }, () => {
        prepared = isFirst ? prepare(name) : undefined;
      });
      const stacks = await prepared;
      if (!lab) {
        return;
      }
      if (environment !== undefined) {
        const lines = await rehearse(lab, environment);
        console.log(`\nNot rehearsed of ${pc.bold(environment)}:`);
        console.log(lines.map((line) => `  ${line}`).join("\n"));
        return;
      }
      await deployEarly(lab, stacks ?? []);
      await printServices(lab);
    });
}

async function printServices(lab: Lab): Promise<void> {
  const services = await listServices(nomadApi(lab));
  const option = lab.name === defaultLabName ? "" : ` --name ${lab.name}`;
  console.log(`\nNomad   ${pc.cyan(`${lab.nomadAddr}/ui`)}\nConsul  ${pc.cyan(`${lab.consulAddr}/ui`)}`);
  for (const { name, namespace, address, port } of services) {
    const where = namespace === "default" ? "" : ` --namespace ${namespace}`;
    console.log(`\n${pc.bold(name)} answers inside the lab at ${address}:${port}; to reach it from this machine:`);
    console.log(`  npx cdknomad lab forward${option}${where} ${name}`);
  }
  console.log(`\nShell for nomad and consul:  eval "$(npx cdknomad lab env${option})"`);
  console.log("See what would change:       npx cdknomad plan");
  console.log(`Take it all away:            npx cdknomad lab down${option}`);
}
