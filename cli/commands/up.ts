import { Command, InvalidArgumentError } from "commander";
import pc from "picocolors";
import { type Lab, labUp } from "../../lab";
import { deploy } from "../deploy";
import { listServices } from "../services";

interface Options {
  readonly name: string;
  readonly nodes: 1 | 3;
}

/** `cdknomad up`: the lab, and on it all stacks of this program. */
export function upCommand(): Command {
  return new Command("up")
    .description("bring up the lab and deploy all stacks to it")
    .option("--name <name>", "the lab's name", "lab")
    .option("--nodes <count>", "how many machines the lab has: 1 or 3", nodeCount, 1)
    .addHelpText(
      "after",
      "\nExamples:\n  $ cdknomad up\n  $ cdknomad up --nodes 3\n\n`cdknomad lab down` takes it all away.",
    )
    .action(async ({ name, nodes }: Options) => {
      const lab = await labUp({ name, nodes });
      await deploy({
        NOMAD_ADDR: lab.nomadAddr,
        NOMAD_TOKEN: lab.nomadToken(),
        CONSUL_HTTP_ADDR: lab.consulAddr,
        CONSUL_HTTP_TOKEN: lab.consulToken(),
      });
      await tellWhatRuns(lab);
    });
}

function nodeCount(text: string): 1 | 3 {
  if (text !== "1" && text !== "3") {
    throw new InvalidArgumentError("a lab has 1 or 3 nodes");
  }
  return text === "1" ? 1 : 3;
}

async function tellWhatRuns(lab: Lab): Promise<void> {
  const services = await listServices(lab.nomadAddr, lab.nomadToken());
  console.log(`\nNomad   ${pc.cyan(`${lab.nomadAddr}/ui`)}\nConsul  ${pc.cyan(`${lab.consulAddr}/ui`)}`);
  for (const { name, namespace, address, port } of services) {
    console.log(
      `\n${pc.bold(name)} (namespace ${namespace}) answers inside the lab at ${address}:${port}; ask it from there:`,
    );
    console.log(`  npx cdknomad lab exec --client -- curl -s http://${address}:${port}/`);
  }
  console.log(`\nShell for nomad, consul and cdktf:  eval "$(npx cdknomad lab env)"`);
  console.log("See what would change:              npx cdktf diff apps");
  console.log("Take it all away:                   npx cdknomad lab down");
}
