import { Command, Option } from "commander";
import pc from "picocolors";
import { findLab, type Lab, labUp } from "../../../lab";
import type { NodeCount } from "../../../lab/topology";
import { nameOption } from "./name-option";

interface UpOptions {
  readonly name: string;
  readonly nodes?: string;
}

/** `lab up`: brings a lab up, or says that it is. */
export function upCommand(): Command {
  return new Command("up")
    .description("bring a real Nomad and Consul up, with ACLs, reachable from this machine only")
    .addOption(nameOption())
    .addOption(new Option("--nodes <count>", "how many nodes, 1 if not given").choices(["1", "3"]))
    .action(async ({ name, nodes }: UpOptions) => {
      const wasUp = findLab(name) !== undefined;
      const interrupt = new AbortController();
      const onInterrupt = () => interrupt.abort();
      process.once("SIGINT", onInterrupt).once("SIGTERM", onInterrupt);
      try {
        const lab = await labUp({
          name,
          ...(nodes ? { nodes: Number(nodes) as NodeCount } : {}),
          signal: interrupt.signal,
        });
        process.stdout.write(describe(lab, wasUp));
      } catch (error) {
        if (!interrupt.signal.aborted) throw error;
        process.stderr.write(`interrupted; nothing of lab "${name}" is left running\n`);
        process.exitCode = 130;
      } finally {
        process.off("SIGINT", onInterrupt).off("SIGTERM", onInterrupt);
      }
    });
}

/** What to do with a lab that is up. */
function describe(lab: Lab, wasUp: boolean): string {
  const own = lab.name === "lab" ? "" : ` --name ${lab.name}`;
  const exports = `eval "$(npx cdknomad lab env${own})"`;
  return [
    "",
    `lab ${pc.bold(lab.name)} is ${wasUp ? "up already" : "up"}: ${lab.nodes.map((node) => `${node.name} ${node.address}`).join(", ")}`,
    "",
    `  Nomad    ${pc.cyan(`${lab.nomadAddr}/ui`)}`,
    `  Consul   ${pc.cyan(`${lab.consulAddr}/ui`)}`,
    `  log in   ${exports}; then nomad ui -authenticate, or paste $NOMAD_TOKEN or $CONSUL_HTTP_TOKEN into the page`,
    "  images   are stand-ins of the same names where the real ones cannot be pulled",
    `  the end  npx cdknomad lab down${own}`,
    "",
    "",
  ].join("\n");
}
