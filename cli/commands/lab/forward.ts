import { Command } from "commander";
import { forwardService } from "../../../lab/forward";
import { requireLab } from "../../../lab/lab";
import { examples } from "../../examples";
import { nameOption } from "./name-option";

interface ForwardOptions {
  readonly name: string;
  readonly namespace: string;
  readonly port: string;
}

/** `lab forward`: makes a service of the lab reachable on this machine's loopback. */
export function forwardCommand(): Command {
  return new Command("forward")
    .description("forward a port of 127.0.0.1 to a Nomad service until the lab goes down")
    .addOption(nameOption())
    .option("--namespace <name>", "Nomad namespace of the service", "default")
    .option("--port <number>", "local port; if it is in use, the next free one", "8080")
    .argument("<service>", "name of the service")
    .addHelpText(
      "after",
      examples("cdknomad lab forward ittools", "cdknomad lab forward --namespace web --port 9000 ittools"),
    )
    .action(async (service: string, { name, namespace, port }: ForwardOptions) => {
      const forward = await forwardService(requireLab(name), { service, namespace, port: Number(port) });
      process.stdout.write(`http://${forward.local} leads to ${service} at ${forward.remote}\n`);
    });
}
