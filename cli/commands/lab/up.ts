import { Command } from "commander";
import pc from "picocolors";
import { findLab, type Lab } from "../../../lab";
import { examples } from "../../examples";
import { type BringUpOptions, bringUp, nodesOption, tlsOption } from "./bring-up";
import { nameOption } from "./name-option";

/** `lab up`: brings a lab up, or says that it is. */
export function upCommand(): Command {
  return new Command("up")
    .description("bring a real Nomad and Consul up, with ACLs, reachable from this machine only")
    .addOption(nameOption())
    .addOption(nodesOption())
    .addOption(tlsOption())
    .addHelpText("after", examples("cdknomad lab up", "cdknomad lab up --nodes 3 --tls"))
    .action(async (options: BringUpOptions) => {
      const wasUp = findLab(options.name) !== undefined;
      const lab = await bringUp(options);
      if (lab) process.stdout.write(describe(lab, wasUp));
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
