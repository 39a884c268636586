import { spawn } from "node:child_process";
import { once } from "node:events";
import { Command } from "commander";
import { requireLab } from "../../../lab/lab";
import { nodeOf } from "../../../lab/node";
import { examples } from "../../examples";
import { nameOption } from "./name-option";

interface ExecOptions {
  readonly name: string;
  readonly node: string;
  readonly client?: boolean;
}

/** `lab exec`: runs a command on a host of a lab, with this terminal. */
export function execCommand(): Command {
  return new Command("exec")
    .description("run a command on a host of the lab, such as: lab exec --node 2 -- nomad server members")
    .addOption(nameOption())
    .option("--node <node>", "number or name of the node; commands there have the management tokens", "1")
    .option("--client", "run on the machine outside the cluster, without a token")
    .argument("<command...>", "the command, after --")
    .addHelpText(
      "after",
      examples(
        "cdknomad lab exec -- nomad job status",
        "cdknomad lab exec --client -- dig +short @10.0.10.11 ittools.lab.example.com",
      ),
    )
    .action(async (argv: [string, ...string[]], { name, node, client }: ExecOptions) => {
      const lab = requireLab(name);
      const command = await lab.commandOn(client ? lab.client.name : nodeOf(lab, node).name, argv);
      const [program, ...args] = command.argv;
      // Ctrl-C is for the command, which decides what to do.
      process.on("SIGINT", () => {});
      const child = spawn(program, args, { stdio: "inherit", env: command.env });
      const [code] = (await once(child, "exit")) as [number | null];
      process.exitCode = code ?? 130;
    });
}
