import { Command } from "commander";
import pc from "picocolors";
import { type ImageSource, imageSources } from "../../../lab/image-sources";
import { findLab, type Lab } from "../../../lab/lab";
import { type HostStatus, labStatus } from "../../../lab/status";
import { examples } from "../../examples";
import { type BringUpOptions, bringUp, withBringUpOptions } from "./bring-up";
import { driverProblems, workingDrivers } from "./drivers-text";

/** `lab up`: starts a lab, or reports that it is running. */
export function upCommand(): Command {
  return withBringUpOptions(new Command("up"))
    .description("start a real Nomad and Consul with ACLs, reachable from this machine only")
    .addHelpText(
      "after",
      `\nAs an ordinary user: sudo starts the supervisor of the lab and asks for your\npassword; everything else runs as you.\n${examples("cdknomad lab up", "cdknomad lab up --nodes 3 --tls", "cdknomad lab up --like prod")}`,
    )
    .action(async (options: BringUpOptions) => {
      const wasUp = findLab(options.name) !== undefined;
      const lab = await bringUp(options);
      if (lab) {
        process.stdout.write(describe(lab, wasUp, await imageSources(lab.name), await labStatus(lab)));
      }
    });
}

/** Returns what the nodes and their tasks reach outside of the lab. */
function egressText({ egress }: Lab): string {
  if (!egress) {
    return "nodes and tasks reach nothing outside of the lab; start it with --egress to open the internet to them";
  }
  const also = egress.allowed.length > 0 ? ` and ${egress.allowed.join(", ")}` : "";
  return `nodes and tasks reach the internet${also}; this machine and other private networks stay closed`;
}

/** Returns which images of the examples are the real ones. */
export function exampleImagesText(sources: readonly ImageSource[] | undefined): string {
  if (!sources) {
    return "the real ones if their registries answer, otherwise stand-ins of cdknomad";
  }
  const short = (names: readonly ImageSource[]) =>
    names.map(({ name }) => name.replace(/^docker\.io\/(library\/)?/, "")).join(", ");
  const reasons = [...new Set(sources.filter(({ standIn }) => standIn).map(({ because = "" }) => because))];
  const real = sources.filter(({ standIn }) => !standIn);
  return [
    ...(real.length > 0 ? [`real: ${short(real)}`] : []),
    ...reasons.map(
      (reason) => `stand-ins, because ${reason}: ${short(sources.filter(({ because }) => because === reason))}`,
    ),
  ].join("; ");
}

/** Returns how to use a running lab. */
function describe(
  lab: Lab,
  wasUp: boolean,
  sources: readonly ImageSource[] | undefined,
  hosts: readonly HostStatus[],
): string {
  const own = lab.name === "lab" ? "" : ` --name ${lab.name}`;
  const exports = `eval "$(npx cdknomad lab env${own})"`;
  return [
    "",
    `lab ${pc.bold(lab.name)} is ${wasUp ? "already running" : "running"}: ${lab.nodes.map((node) => `${node.name} ${node.address}${node.nodeName === undefined ? "" : ` (${node.nodeName})`}`).join(", ")}`,
    "",
    `  Nomad    ${pc.cyan(`${lab.nomadAddr}/ui`)}`,
    `  Consul   ${pc.cyan(`${lab.consulAddr}/ui`)}`,
    `  log in   ${exports}; then nomad ui -authenticate, or paste $NOMAD_TOKEN or $CONSUL_HTTP_TOKEN into the page`,
    `  images   of any registry that this machine reaches, pushed to ${pc.cyan(`${lab.registryAddr}/NAME:TAG`)}, or given with npx cdknomad lab image load`,
    `  examples ${exampleImagesText(sources)}`,
    `  drivers  ${[workingDrivers(hosts), ...driverProblems(hosts)].join("\n           ")}`,
    `  outside  ${egressText(lab)}`,
    `  the end  npx cdknomad lab down${own}`,
    "",
    "",
  ].join("\n");
}
